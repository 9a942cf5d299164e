package vesper.hart.memory;

import vesper.bus.PhysicalMemory;
import vesper.hart.code.Op;

/**
 * AMOs on RAM by the host's own atomics, all volatile: at least {@code .aqrl}. For pages that are not armed, or with
 * the line held. The word forms work on 32 bits.
 */
final class Amo {
    private Amo() {}

    static int amo32(PhysicalMemory ram, int op, long offset, int value) {
        if (op == Op.AMOADD_W) {
            return ram.getAndAdd32(offset, value);
        }
        if (op == Op.AMOSWAP_W) {
            return ram.getAndSet32(offset, value);
        }
        int seen = ram.loadOpaque32(offset);
        while (true) {
            int old = ram.compareAndExchange32(offset, seen, combine32(op, seen, value));
            if (old == seen) {
                return old;
            }
            seen = old;
        }
    }

    /** What a word AMO stores. */
    static int combine32(int op, int old, int value) {
        return switch (op) {
            case Op.AMOADD_W -> old + value;
            case Op.AMOSWAP_W -> value;
            case Op.AMOXOR_W -> old ^ value;
            case Op.AMOAND_W -> old & value;
            case Op.AMOOR_W -> old | value;
            case Op.AMOMIN_W -> Math.min(old, value);
            case Op.AMOMAX_W -> Math.max(old, value);
            case Op.AMOMINU_W -> Integer.compareUnsigned(old, value) < 0 ? old : value;
            case Op.AMOMAXU_W -> Integer.compareUnsigned(old, value) > 0 ? old : value;
            default -> throw new IllegalArgumentException("not a word AMO: op " + op);
        };
    }

    static long amo64(PhysicalMemory ram, int op, long offset, long value) {
        if (op == Op.AMOADD_D) {
            return ram.getAndAdd64(offset, value);
        }
        if (op == Op.AMOSWAP_D) {
            return ram.getAndSet64(offset, value);
        }
        long seen = ram.loadOpaque64(offset);
        while (true) {
            long old = ram.compareAndExchange64(offset, seen, combine64(op, seen, value));
            if (old == seen) {
                return old;
            }
            seen = old;
        }
    }

    /** What a doubleword AMO stores. */
    static long combine64(int op, long old, long value) {
        return switch (op) {
            case Op.AMOADD_D -> old + value;
            case Op.AMOSWAP_D -> value;
            case Op.AMOXOR_D -> old ^ value;
            case Op.AMOAND_D -> old & value;
            case Op.AMOOR_D -> old | value;
            case Op.AMOMIN_D -> Math.min(old, value);
            case Op.AMOMAX_D -> Math.max(old, value);
            case Op.AMOMINU_D -> Long.compareUnsigned(old, value) < 0 ? old : value;
            case Op.AMOMAXU_D -> Long.compareUnsigned(old, value) > 0 ? old : value;
            default -> throw new IllegalArgumentException("not a doubleword AMO: op " + op);
        };
    }
}
