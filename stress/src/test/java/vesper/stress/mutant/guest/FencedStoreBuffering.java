package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/** With a {@code fence rw,rw} between the store and the load: preserved program order rule 4. */
public final class FencedStoreBuffering extends StoreBuffering {
    public FencedStoreBuffering() {
        super(FencedStoreBuffering::shape, FencedStoreBuffering::shape);
    }

    static void shape(Assembler a) {
        a.sd(S3, 0, S1);
        a.fence();
        a.ld(T4, 0, S2);
    }
}
