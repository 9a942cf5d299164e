/**
 * What a hart is at an instruction boundary: registers, CSRs, privilege, protection, counts; and the words of its traps.
 *
 * <p>{@link vesper.hart.state.HartState} is the one object that everybody above is handed.
 */
@NullMarked
package vesper.hart.state;

import org.jspecify.annotations.NullMarked;
