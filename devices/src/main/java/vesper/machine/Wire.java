package vesper.machine;

import java.util.Arrays;
import vesper.bus.InterruptLine;

/**
 * A line between a device and a hart. The bus holds the devices and the harts hold the bus, so the device gets its end
 * first, and the far end is soldered on before power on.
 */
final class Wire implements InterruptLine {
    // written once before power on, read volatile
    private volatile InterruptLine farEnd = level -> {};

    static Wire[] array(int length) {
        Wire[] wires = new Wire[length];
        Arrays.setAll(wires, i -> new Wire());
        return wires;
    }

    void solder(InterruptLine end) {
        farEnd = end;
    }

    @Override
    public void set(boolean level) {
        farEnd.set(level);
    }
}
