/** What runs on a machine of its own classes: scenarios, and the code that faults lead to. Loaded anew for each. */
@NullMarked
package vesper.stress.mutant.guest;

import org.jspecify.annotations.NullMarked;
