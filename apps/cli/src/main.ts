/** The command line. It has no commands yet. */
console.error('kaoji: no commands yet');
process.exitCode = 2;
