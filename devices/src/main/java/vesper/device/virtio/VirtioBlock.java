package vesper.device.virtio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vesper.bus.AccessFault;

/**
 * The block device (virtio 1.2, section 5.2).
 *
 * <pre>
 *  request   readable: type (4), reserved (4), sector (8), data of a write
 *            writable: data of a read, status (1)
 * </pre>
 *
 * <p>Whatever is wrong with a request that has room for a status is answered there: the guest's mistakes and the host's
 * failures are both {@code IOERR}. Only the I/O thread comes here once the machine runs.
 */
public final class VirtioBlock implements VirtioDevice {
    private static final int DEVICE_ID = 2;

    private static final int IN = 0;
    private static final int OUT = 1;
    private static final int FLUSH = 4;
    private static final int GET_ID = 8;

    private static final int OK = 0;
    private static final int IOERR = 1;
    private static final int UNSUPP = 2;

    private static final long F_SEG_MAX = 1 << 2;
    private static final long F_RO = 1 << 5;
    private static final long F_BLK_SIZE = 1 << 6;
    private static final long F_FLUSH = 1 << 9;

    private static final int CONFIGURATION_SIZE = 60;
    private static final int CONFIG_SEG_MAX = 12;
    private static final int CONFIG_BLK_SIZE = 20;
    private static final int SEG_MAX = 254; // as QEMU's default queue of 256, less header and status

    private static final int HEADER_SIZE = 16;
    private static final int ID_SIZE = 20;
    private static final int CHUNK = 64 << 10;

    private final BlockBackend backend;
    private final byte[] id;

    // owned by the I/O thread
    private final byte[] header = new byte[HEADER_SIZE];
    private final byte[] chunk = new byte[CHUNK];
    private final byte[] status = new byte[1];

    /**
     * Makes a block device.
     *
     * @param backend its contents; closing it is the caller's
     * @param serial what the guest may ask for, cut to 20 bytes
     */
    public VirtioBlock(BlockBackend backend, String serial) {
        this.backend = backend;
        this.id = Arrays.copyOf(serial.getBytes(StandardCharsets.UTF_8), ID_SIZE);
    }

    @Override
    public int deviceId() {
        return DEVICE_ID;
    }

    @Override
    public long features() {
        return F_SEG_MAX | F_BLK_SIZE | F_FLUSH | (backend.readOnly() ? F_RO : 0);
    }

    @Override
    public int queues() {
        return 1;
    }

    @Override
    public byte[] configuration() {
        ByteBuffer configuration = ByteBuffer.allocate(CONFIGURATION_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        configuration.putLong(0, sectors());
        configuration.putInt(CONFIG_SEG_MAX, SEG_MAX);
        configuration.putInt(CONFIG_BLK_SIZE, BlockBackend.SECTOR_SIZE);
        return configuration.array();
    }

    private long sectors() {
        return backend.size() / BlockBackend.SECTOR_SIZE;
    }

    @Override
    public long serve(int queue, DescriptorChain request) throws QueueFault, AccessFault {
        long room = request.writableLength() - 1;
        if (room < 0) {
            throw new QueueFault("a request without a place for its status");
        }
        long written = 0;
        try {
            written = perform(request, room);
        } catch (IOException | AccessFault e) {
            status[0] = IOERR;
        }
        request.write(room, status, 1);
        return written + 1;
    }

    /** Does the request, sets its status and returns how many bytes of data were written to its buffers. */
    private long perform(DescriptorChain request, long room) throws IOException, AccessFault {
        status[0] = IOERR;
        if (request.readableLength() < HEADER_SIZE) {
            return 0;
        }
        request.read(0, header, HEADER_SIZE);
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        long sector = fields.getLong(8);
        return switch (fields.getInt(0)) {
            case IN -> read(request, sector, room);
            case OUT -> write(request, sector, request.readableLength() - HEADER_SIZE);
            case FLUSH -> {
                backend.flush();
                status[0] = OK;
                yield 0;
            }
            case GET_ID -> {
                int length = (int) Math.min(room, ID_SIZE);
                request.write(0, id, length);
                status[0] = OK;
                yield length;
            }
            default -> {
                status[0] = UNSUPP;
                yield 0;
            }
        };
    }

    private long read(DescriptorChain request, long sector, long length) throws IOException, AccessFault {
        if (!isOnDisk(sector, length)) {
            return 0;
        }
        for (long done = 0; done < length; done += CHUNK) {
            int piece = (int) Math.min(CHUNK, length - done);
            backend.read(sector * BlockBackend.SECTOR_SIZE + done, chunk, 0, piece);
            request.write(done, chunk, piece);
        }
        status[0] = OK;
        return length;
    }

    private long write(DescriptorChain request, long sector, long length) throws IOException, AccessFault {
        if (backend.readOnly() || !isOnDisk(sector, length)) {
            return 0;
        }
        for (long done = 0; done < length; done += CHUNK) {
            int piece = (int) Math.min(CHUNK, length - done);
            request.read(HEADER_SIZE + done, chunk, piece);
            backend.write(sector * BlockBackend.SECTOR_SIZE + done, chunk, 0, piece);
        }
        status[0] = OK;
        return 0;
    }

    private boolean isOnDisk(long sector, long length) {
        return length % BlockBackend.SECTOR_SIZE == 0
                && sector >= 0
                && sector <= sectors()
                && length / BlockBackend.SECTOR_SIZE <= sectors() - sector;
    }
}
