/** Compiles TypeScript for jest. The package ts-jest does the same and checks types, too. */
const { ModuleKind, ScriptTarget, transpileModule } = require("typescript");

const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };

exports.process = (text) => ({ code: transpileModule(text, { compilerOptions }).outputText });
