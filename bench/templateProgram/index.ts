// The bare program, loaded as Pulumi's template loads one: its types are checked at each start.
import "../bareProgram/index";
