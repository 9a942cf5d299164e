package vesper.aot.ir;

/** How a value lies in a 64-bit register. */
public enum Type {
    /** {@code int} and narrower, {@code boolean} as 0 or 1: always sign-extended from bit 31, as the psABI has it. */
    I32,
    /** {@code long}, and any {@code @Word} over one. */
    I64,
    /** The address of an object of the image, or 0 for {@code null}. */
    REF,
    /** No value. */
    VOID;
}
