package vesper.hart.region;

/**
 * A region as the bytes of a class.
 *
 * @param bytes the class file
 * @param codeLength the length of its one method in bytecodes
 * @param entries offsets at which it may be entered; the index is the entry's number
 * @param stepOffsets the offset of each step that may trap, by its number
 * @param stepsBefore how many instructions of its basic block stand before each of them
 * @param accessesBefore how many loads, stores and atomics of its basic block the hart has begun where it leaves the
 *     region at each of them
 * @param usesFloats whether it may be entered only with F and D on and a legal {@code frm}
 */
@SuppressWarnings("ArrayRecordComponent") // read by index on the way of a trap; never compared
public record RegionClass(
        byte[] bytes,
        int codeLength,
        int[] entries,
        int[] stepOffsets,
        int[] stepsBefore,
        int[] accessesBefore,
        boolean usesFloats) {}
