package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

/** Another value, once. */
public final class StoreBetween extends WrittenReservation {
    public StoreBetween() {
        super(a -> a.sd(S4, 0, S2));
    }
}
