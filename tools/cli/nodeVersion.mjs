/** Says so and ends if this Node.js is older than the project supports. */
export function requireSupportedNode() {
    const [major, minor] = process.versions.node.split(".").map(Number);
    const supported = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
    if (!supported) {
        console.error(
            `This is Node.js ${process.versions.node}. Use 20.19 or newer 20, 22.12 or newer 22, or 24 and newer.`,
        );
        process.exit(2);
    }
}
