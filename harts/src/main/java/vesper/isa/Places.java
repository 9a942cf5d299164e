package vesper.isa;

/** Where everything has come to lie. */
public interface Places {
    /**
     * The value of a label or constant, local ones ({@code .L...}) included.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    long symbol(String name);

    /** The address of a place that the same assembler has marked. */
    long address(Mark mark);
}
