/** What the catalogue advises is this project's program's to do. */
export const notOurs =
    "this project's components did not create the stack: where advice names a configuration key, change the property that it sets. Do not run " +
    "`pulumi up --refresh` before its preview shows that nothing that was set by hand is removed";
