/**
 * The commands for this checkout's own program, whose stack file and users' file they read, and most of them write. The package has
 * `notInPackage.ts` in place of this file.
 */
import { adopt } from "./commands/adopt";
import { preflight } from "./commands/preflight";
import { rotate } from "./commands/rotate";
import { users } from "./commands/users";
import type { Define } from "./program";

export const checkoutCommands: Define[] = [rotate, users, preflight, adopt];
