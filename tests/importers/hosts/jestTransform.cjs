/** Compiles TypeScript for jest, as ts-jest does. */
const { ModuleKind, ScriptTarget, transpileModule } = require("typescript");

const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };

exports.process = (text) => ({ code: transpileModule(text, { compilerOptions }).outputText });
