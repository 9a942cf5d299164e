/** Names and source lines of a guest's addresses, from its ELFs. Nothing in a file is trusted; what is broken is not there. */
@NullMarked
package vesper.machine.symbol;

import org.jspecify.annotations.NullMarked;
