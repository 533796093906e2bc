/**
 * The Pulumi engine to rehearse with: finding it (or downloading or building it once), and the home it runs in.
 * Nothing here knows what the program does, and no real deployment loads it. The clouds it rehearses with are in
 * `tools/rehearsal/clouds`, the commands that people type in `tools/cli`.
 */
export { userCache } from "./cache";
export { type Engine, EngineNotFound, findEngine } from "./find";
export { engineEnvironment, engineState, type Home, prepareHome } from "./home";
export { installedPlugin } from "./installedPlugin";
export { hasLanguage, requireLanguage } from "./languages";
export { otherLanguageEnvironment } from "./otherLanguage";
export { isAlive } from "./processes";
