package vesper.stress.compiler;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vesper.stress.compiler.guest.GuestMemory;
import vesper.stress.compiler.guest.Slot;
import vesper.stress.referee.Machine;
import vesper.stress.referee.Workload;

/** Compiled parts in RAM, worked off by {@link vesper.stress.compiler.guest.Start}. */
final class GuestImage implements Workload {
    private static final int LONGEST_TEXT = 256;

    private final byte[] image;
    private final int parts;

    /** @param image what is to lie at {@link Machine#RAM_BASE} */
    GuestImage(byte[] image, int parts) {
        if (image.length > GuestMemory.CONTEXT - Machine.RAM_BASE) {
            throw new IllegalArgumentException("an image of " + image.length + " bytes is too large");
        }
        this.image = image.clone();
        this.parts = parts;
    }

    @Override
    public int first() {
        return 0;
    }

    @Override
    public int end() {
        return parts;
    }

    /** The image once more, as a part that hung may have spoilt it; programs later in it don't look at earlier ones. */
    @Override
    public void write(int next, Writer writer) {
        writer.write(Machine.RAM_BASE, image);
        writer.write(GuestMemory.slot(next), new byte[(parts - next) * Slot.SIZE]);
        ByteBuffer context = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        context.putLong(next).putLong(parts).putLong(0);
        writer.write(GuestMemory.CONTEXT, context.array());
    }

    @Override
    public long progress() {
        return GuestMemory.NEXT;
    }

    /** What the parts have left in a machine that is stopped. */
    List<Outcome> outcomes(Machine machine) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            outcomes.add(
                    Outcome.of(machine.read(GuestMemory.slot(part), Slot.SIZE), address -> text(machine, address)));
        }
        return outcomes;
    }

    /** Up to a zero byte, if the address is one of the image. */
    private String text(Machine machine, long address) {
        if (address < Machine.RAM_BASE || address >= Machine.RAM_BASE + image.length) {
            return "?";
        }
        byte[] bytes = machine.read(address, LONGEST_TEXT);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
