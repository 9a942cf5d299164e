package vesper.isa;

/** A place without a name, made by {@link Assembler#mark}; {@link Places#address} says where it came to lie. */
public final class Mark {
    private final int index;

    Mark(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }
}
