// What Pulumi starts in a checkout, which is what a reference to the git repository gets. The package has the plugin compiled.
require("tsx/cjs/api").register();
void require("./main.ts").serve(require("./schema.json"));
