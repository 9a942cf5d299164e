package vesper.stress.board;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;
import vesper.isa.Register;
import vesper.stress.bench.guest.Printing;

/**
 * Of the guest {@link Inventory}: a slot of virtio-mmio, of either version (virtio 1.2, section 4.2), and the disk in it
 * (section 5.2), read at both ends and written. The queue is polled. Its parts lie where both versions can have them:
 *
 * <pre>
 *   0x0000  descriptors, 8 of 16 bytes
 *   0x0080  available ring
 *   0x1000  used ring
 *   0x2000  a request's header
 *   0x2100  its status
 *   0x2200  its data
 * </pre>
 */
final class InventoryDisk {
    /** Tells of the slot at s1, and of the disk in it if there is one. Keeps s0, s1 and s11. */
    static final String TELL = "tell_slot";

    private static final long QUEUES = 0x8010_0000L;
    private static final int QUEUE_SIZE = 8;
    private static final int AVAILABLE = QUEUE_SIZE * 16;
    private static final int USED = 0x1000;
    private static final int HEADER = 0x2000;
    private static final int STATUS_BYTE = 0x2100;
    private static final int DATA = 0x2200;
    private static final int LOG2_QUEUE_SPACE = 14;
    private static final int SECTOR = 512;

    private static final int BLOCK_DEVICE = 2;
    private static final int IN = 0;
    private static final int OUT = 1;
    private static final int GET_ID = 8;
    private static final int ID_SIZE = 20;

    private static final int DEVICE_FEATURES = 0x010;
    private static final int DEVICE_FEATURES_SEL = 0x014;
    private static final int DRIVER_FEATURES = 0x020;
    private static final int DRIVER_FEATURES_SEL = 0x024;
    private static final int GUEST_PAGE_SIZE = 0x028;
    private static final int QUEUE_SEL = 0x030;
    private static final int QUEUE_NUM_MAX = 0x034;
    private static final int QUEUE_NUM = 0x038;
    private static final int QUEUE_ALIGN = 0x03c;
    private static final int QUEUE_PFN = 0x040;
    private static final int QUEUE_READY = 0x044;
    private static final int QUEUE_NOTIFY = 0x050;
    private static final int STATUS = 0x070;
    private static final int QUEUE_DESC = 0x080;
    private static final int QUEUE_DRIVER = 0x090;
    private static final int QUEUE_DEVICE = 0x0a0;
    private static final int CAPACITY = 0x100;
    private static final int BLK_SIZE = 0x114;

    /**
     * SEG_MAX, RO, BLK_SIZE, FLUSH, INDIRECT_DESC. The others that QEMU offers are things that our disk is documented not to
     * have: a geometry, a topology, a switch for the write cache, discard, write-zeroes, an event index. ANY_LAYOUT, which
     * ours has in both versions, QEMU's legacy disk leaves out, for the layout of SCSI commands.
     */
    private static final int LOW_FEATURES = 1 << 2 | 1 << 5 | 1 << 6 | 1 << 9 | 1 << 28;

    /** VERSION_1. */
    private static final int HIGH_FEATURES = 1;

    private final Assembler a;

    private InventoryDisk(Assembler a) {
        this.a = a;
    }

    static void emit(Assembler a) {
        InventoryDisk disk = new InventoryDisk(a);
        disk.slot();
        disk.queue();
        disk.tellRequest();
        disk.request();
    }

    private void set(int register, long value) {
        a.li(T0, value);
        a.sw(T0, register, S1);
    }

    private void tell(int register) {
        a.lwu(A0, register, S1);
        a.call(Printing.HEX);
    }

    private void slot() {
        a.label(TELL);
        a.mv(S9, RA);
        for (int register = 0; register < 16; register += 4) {
            tell(register); // MagicValue, Version, DeviceID, VendorID
        }
        a.lwu(T0, 8, S1);
        a.addi(T0, T0, -BLOCK_DEVICE);
        a.bnez(T0, "slot_told");
        tellFeatures(0, LOW_FEATURES);
        tellFeatures(1, HIGH_FEATURES);
        for (int register : new int[] {QUEUE_NUM_MAX, CAPACITY, CAPACITY + 4, BLK_SIZE}) {
            tell(register);
        }
        a.call("start_queue");
        tell(STATUS);
        a.lwu(S2, CAPACITY, S1);
        a.addi(S3, S2, -1); // of an empty disk a sector that is not there
        request(IN, ZERO);
        request(IN, S3);
        request(IN, S2);
        request(OUT, S3);
        request(IN, S3);
        request(GET_ID, ZERO);
        a.label("slot_told");
        a.jr(S9);
    }

    private void tellFeatures(int half, int mask) {
        set(DEVICE_FEATURES_SEL, half);
        a.lwu(A0, DEVICE_FEATURES, S1);
        a.li(T0, mask);
        a.and(A0, A0, T0);
        a.call(Printing.HEX);
    }

    private void request(int type, Register sector) {
        a.li(A0, type);
        a.mv(A1, sector);
        a.call("tell_request");
    }

    /** Starts the queue of the slot at s1, with s5 as its place and s6 as its idx. */
    private void queue() {
        a.label("start_queue");
        a.srli(S5, S1, 12);
        a.andi(S5, S5, 15);
        a.slli(S5, S5, LOG2_QUEUE_SPACE);
        a.li(T0, QUEUES);
        a.add(S5, S5, T0);
        a.li(S6, 0);
        set(STATUS, 0);
        set(STATUS, 3);
        set(DRIVER_FEATURES_SEL, 1);
        set(DRIVER_FEATURES, HIGH_FEATURES);
        set(DRIVER_FEATURES_SEL, 0);
        set(DRIVER_FEATURES, 0);
        set(QUEUE_SEL, 0);
        a.lwu(T1, 4, S1); // Version
        a.addi(T1, T1, -1);
        a.bnez(T1, "version_2");
        set(GUEST_PAGE_SIZE, USED);
        set(QUEUE_NUM, QUEUE_SIZE);
        set(QUEUE_ALIGN, USED);
        a.srli(T0, S5, 12);
        a.sw(T0, QUEUE_PFN, S1);
        set(STATUS, 7);
        a.ret();
        a.label("version_2");
        set(STATUS, 11);
        set(QUEUE_NUM, QUEUE_SIZE);
        address(QUEUE_DESC, 0);
        address(QUEUE_DRIVER, AVAILABLE);
        address(QUEUE_DEVICE, USED);
        set(QUEUE_READY, 1);
        set(STATUS, 15);
        a.ret();
    }

    private void address(int register, int offset) {
        a.li(T0, offset);
        a.add(T0, T0, S5);
        a.sw(T0, register, S1);
        a.sw(ZERO, register + 4, S1);
    }

    /** A request of type a0 for sector a1: tells its status, and if that is good a sum of its data. */
    private void tellRequest() {
        a.label("tell_request");
        a.mv(S7, RA);
        a.call("request");
        a.mv(S8, A0);
        a.call(Printing.HEX);
        a.bnez(S8, "request_told");
        a.li(T2, DATA);
        a.add(T2, T2, S5);
        a.li(T3, SECTOR / 8);
        a.li(A0, 0);
        a.label("sum");
        a.ld(T0, 0, T2);
        a.srli(T1, A0, 57);
        a.slli(A0, A0, 7);
        a.or(A0, A0, T1);
        a.xor(A0, A0, T0);
        a.addi(T2, T2, 8);
        a.addi(T3, T3, -1);
        a.bnez(T3, "sum");
        a.call(Printing.HEX);
        a.label("request_told");
        a.jr(S7);
    }

    /** Does a request, waits for it, and returns its status in a0. What it writes has s1 in it. */
    private void request() {
        a.label("request");
        a.li(T0, HEADER);
        a.add(T4, S5, T0);
        a.sd(A0, 0, T4);
        a.sd(A1, 8, T4);
        a.li(T0, DATA);
        a.add(T5, S5, T0);
        a.li(T0, OUT);
        a.li(T3, 3); // NEXT and WRITE
        a.bne(A0, T0, "data_is_in");
        a.sd(S1, 0, T5);
        a.li(T3, 1);
        a.label("data_is_in");
        a.li(T2, SECTOR);
        a.li(T0, GET_ID);
        a.bne(A0, T0, "data_is_sector");
        a.li(T2, ID_SIZE);
        for (int at = 0; at < ID_SIZE; at += 4) {
            a.sw(ZERO, at, T5); // QEMU writes no more than one zero behind the text
        }
        a.label("data_is_sector");
        a.li(T0, STATUS_BYTE);
        a.add(T6, S5, T0);
        a.li(T0, 0xee);
        a.sb(T0, 0, T6);
        a.li(T0, 16);
        a.li(T1, 1);
        descriptor(0, T4, T0, T1, 1);
        descriptor(1, T5, T2, T3, 2);
        a.li(T0, 1);
        a.li(T1, 2);
        descriptor(2, T6, T0, T1, 0);
        a.andi(T0, S6, QUEUE_SIZE - 1);
        a.slli(T0, T0, 1);
        a.add(T0, T0, S5);
        a.sh(ZERO, AVAILABLE + 4, T0);
        a.addi(S6, S6, 1);
        a.fence();
        a.sh(S6, AVAILABLE + 2, S5);
        a.fence();
        a.sw(ZERO, QUEUE_NOTIFY, S1);
        a.li(T0, USED);
        a.add(T0, T0, S5);
        a.label("wait");
        a.lhu(T1, 2, T0);
        a.bne(T1, S6, "wait");
        a.fence();
        a.lbu(A0, 0, T6);
        a.ret();
    }

    private void descriptor(int number, Register address, Register length, Register flags, int next) {
        a.sd(address, 16L * number, S5);
        a.sw(length, 16L * number + 8, S5);
        a.sh(flags, 16L * number + 12, S5);
        a.li(A2, next);
        a.sh(A2, 16L * number + 14, S5);
    }
}
