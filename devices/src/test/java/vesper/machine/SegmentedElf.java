package vesper.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** An ELF of any number of segments, with their bytes one after the other behind the headers, each on a multiple of 8. */
final class SegmentedElf {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Segment(long paddr, long memorySize, byte[] bytes) {}

    private static final int HEADER_SIZE = 64;
    private static final int PROGRAM_HEADER_SIZE = 56;

    private final List<Segment> segments = new ArrayList<>();
    private long entry = MemoryMap.RAM_BASE;

    SegmentedElf entry(long value) {
        entry = value;
        return this;
    }

    /** A segment of these bytes alone. */
    SegmentedElf bytes(long paddr, byte... bytes) {
        return segment(paddr, bytes.length, bytes);
    }

    SegmentedElf segment(long paddr, long memorySize, byte... bytes) {
        segments.add(new Segment(paddr, memorySize, bytes));
        return this;
    }

    byte[] toBytes() {
        int headers = HEADER_SIZE + PROGRAM_HEADER_SIZE * segments.size();
        int size = headers
                + segments.stream().mapToInt(s -> (s.bytes.length + 7) & -8).sum();
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        file.putShort((short) 2).putShort((short) 243).putInt(1).putLong(entry).putLong(HEADER_SIZE);
        file.putShort(52, (short) HEADER_SIZE).putShort(54, (short) PROGRAM_HEADER_SIZE);
        file.putShort(56, (short) segments.size()).position(HEADER_SIZE);
        int offset = headers;
        for (Segment segment : segments) {
            file.putInt(1).putInt(7).putLong(offset).putLong(segment.paddr).putLong(segment.paddr);
            file.putLong(segment.bytes.length).putLong(segment.memorySize).putLong(8);
            file.put(offset, segment.bytes);
            offset += (segment.bytes.length + 7) & -8;
        }
        return file.array();
    }
}
