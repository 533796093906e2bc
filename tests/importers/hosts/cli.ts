import { refused } from "./program";

refused();
