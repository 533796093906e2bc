import { declareTests } from "./unit";

declareTests(it, before);
