/** Every fault at which a walk stops, hop by hop. */
import { responseFaults } from "./awsResponse";
import { permissionFaults, trustFaults } from "./awsRole";
import { sessionFaults } from "./awsSession";
import { connectFaults } from "./connect";
import { entraFaults } from "./entra";

export const allFaults = [
    ...entraFaults,
    ...responseFaults,
    ...sessionFaults,
    ...trustFaults,
    ...permissionFaults,
    ...connectFaults,
];
