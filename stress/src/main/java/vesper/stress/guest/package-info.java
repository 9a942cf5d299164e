/**
 * The jcstress cases of guest code: the classic shapes of two harts and two words, as RISC-V code that the machine's own
 * harts run. What RVWMO forbids is forbidden; what it allows and an x86 host shows is the proof that a case can fail,
 * and where the host shows nothing, the shape with its instructions in the wrong order is.
 */
@NullMarked
package vesper.stress.guest;

import org.jspecify.annotations.NullMarked;
