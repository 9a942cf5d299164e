package vesper.stress.litmus;

import java.io.PrintStream;

/**
 * Where a task prints.
 *
 * @param out results
 * @param err errors and progress
 * @param quiet whether to print of each test only what is wrong
 */
record Output(PrintStream out, PrintStream err, boolean quiet) {}
