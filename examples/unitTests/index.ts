import { contactCentre } from "./contactCentre";

export const { signInUrl, ccpUrl, notChecked } = contactCentre();
