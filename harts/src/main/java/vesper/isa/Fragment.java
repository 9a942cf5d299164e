package vesper.isa;

import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * A piece of a section whose bytes are known only when addresses are. Fragments that have several forms start with the
 * shortest and only ever grow, so that placing them again and again comes to an end.
 */
abstract sealed class Fragment {
    /** Where the last placing put it. */
    private long address;

    final long address() {
        return address;
    }

    void place(long newAddress) {
        this.address = newAddress;
    }

    /** In bytes, at the present address and in the present form. */
    abstract long size();

    /** Takes a longer form if the present one does not reach. Says whether it did. */
    boolean grow(Symbols symbols) {
        return false;
    }

    abstract void write(ByteBuffer out, Symbols symbols);

    /** Whether it may stand where nothing is stored, in {@code .bss}. */
    final boolean isZero() {
        return switch (this) {
            case Space space -> true;
            case Align align -> true;
            case Label label -> true;
            case Marker marker -> true;
            default -> false;
        };
    }

    /** Bytes known from the start. */
    static final class Data extends Fragment {
        private final byte[] bytes;

        Data(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        long size() {
            return bytes.length;
        }

        @Override
        void write(ByteBuffer out, Symbols symbols) {
            out.put(bytes);
        }
    }

    /** Zeros. */
    static final class Space extends Fragment {
        private final long size;

        Space(long size) {
            this.size = size;
        }

        @Override
        long size() {
            return size;
        }

        @Override
        void write(ByteBuffer out, Symbols symbols) {
            out.position(out.position() + Math.toIntExact(size));
        }
    }

    /** Padding up to a power of two: {@code nop} in code, zeros elsewhere. */
    static final class Align extends Fragment {
        private final long alignment;
        private final boolean code;

        Align(long alignment, boolean code) {
            this.alignment = alignment;
            this.code = code;
        }

        @Override
        long size() {
            return -address() & (alignment - 1);
        }

        @Override
        void write(ByteBuffer out, Symbols symbols) {
            long left = size();
            if (!code || (left & 1) != 0) {
                out.position(out.position() + (int) left);
                return;
            }
            if ((left & 2) != 0) {
                out.putShort((short) Compressed.compress(Instruction.ADDI.match()));
            }
            for (long n = left & ~3; n > 0; n -= 4) {
                out.putInt(Instruction.ADDI.match());
            }
        }
    }

    /** A name for the present address, or one ahead of it. */
    static final class Label extends Fragment {
        private final String name;
        private final long ahead;

        Label(String name, long ahead) {
            this.name = name;
            this.ahead = ahead;
        }

        long value() {
            return address() + ahead;
        }

        String name() {
            return name;
        }

        @Override
        long size() {
            return 0;
        }

        @Override
        void write(ByteBuffer out, Symbols symbols) {}
    }

    /** A mark at the present address. */
    static final class Marker extends Fragment {
        private final Mark mark;

        Marker(Mark mark) {
            this.mark = mark;
        }

        Mark mark() {
            return mark;
        }

        @Override
        long size() {
            return 0;
        }

        @Override
        void write(ByteBuffer out, Symbols symbols) {}
    }

    /** Bytes that are made when all addresses are known. */
    static final class Later extends Fragment {
        private final int size;
        private final Function<Places, byte[]> contents;

        Later(int size, Function<Places, byte[]> contents) {
            this.size = size;
            this.contents = contents;
        }

        @Override
        long size() {
            return size;
        }

        @Override
        void write(ByteBuffer out, Symbols symbols) {
            byte[] bytes = contents.apply(symbols);
            if (bytes.length != size) {
                throw new IllegalStateException("%d bytes were announced, not %d".formatted(size, bytes.length));
            }
            out.put(bytes);
        }
    }

    /** The value of a label as data. */
    static final class Value extends Fragment {
        private final int width;
        private final String expression;

        Value(int width, String expression) {
            this.width = width;
            this.expression = expression;
        }

        @Override
        long size() {
            return width;
        }

        @Override
        void write(ByteBuffer out, Symbols symbols) {
            long value = symbols.resolve(expression, width == 4 ? ".word" : ".dword");
            if (width == 8) {
                out.putLong(value);
            } else if (value >>> 32 == 0 || value == (int) value) {
                out.putInt((int) value);
            } else {
                throw new IllegalArgumentException(".word: '%s' is 0x%x, too wide".formatted(expression, value));
            }
        }
    }

    /** A conditional branch: compressed, plain, or the opposite branch over a {@code jal}. */
    static final class Branch extends Fragment {
        private static final int LONG = 8;
        // The low bit of funct3 turns a condition into its opposite.
        private static final int OPPOSITE = 1 << 12;

        private final Instruction row;
        private final Register rs1;
        private final Register rs2;
        private final String target;
        private int size;

        Branch(Instruction row, Register rs1, Register rs2, String target, boolean rvc) {
            this.row = row;
            this.rs1 = rs1;
            this.rs2 = rs2;
            this.target = target;
            this.size = rvc ? 2 : 4;
        }

        @Override
        long size() {
            return size;
        }

        @Override
        boolean grow(Symbols symbols) {
            int before = size;
            long offset = symbols.resolve(target, row.mnemonic()) - address();
            if (!Operand.IMM_B.fits(offset)) {
                size = LONG;
            } else if (size == 2 && Compressed.compress(encode(offset)) == 0) {
                size = 4;
            }
            return size != before;
        }

        private int encode(long offset) {
            return row.encode(rs1.number(), rs2.number(), offset);
        }

        @Override
        void write(ByteBuffer out, Symbols symbols) {
            long offset = symbols.resolve(target, row.mnemonic()) - address();
            switch (size) {
                case 2 -> out.putShort((short) Compressed.compress(encode(offset)));
                case 4 -> out.putInt(encode(offset));
                default -> {
                    out.putInt(encode(LONG) ^ OPPOSITE);
                    out.putInt(jal(row, Register.ZERO, offset - 4, target));
                }
            }
        }
    }

    /** A direct jump: compressed or plain. */
    static final class Jump extends Fragment {
        private final Register rd;
        private final String target;
        private int size;

        Jump(Register rd, String target, boolean rvc) {
            this.rd = rd;
            this.target = target;
            this.size = rvc ? 2 : 4;
        }

        @Override
        long size() {
            return size;
        }

        @Override
        boolean grow(Symbols symbols) {
            boolean grows = size == 2 && Compressed.compress(encode(symbols)) == 0;
            size = grows ? 4 : size;
            return grows;
        }

        private int encode(Symbols symbols) {
            return jal(Instruction.JAL, rd, symbols.resolve(target, "jal") - address(), target);
        }

        @Override
        void write(ByteBuffer out, Symbols symbols) {
            if (size == 2) {
                out.putShort((short) Compressed.compress(encode(symbols)));
            } else {
                out.putInt(encode(symbols));
            }
        }
    }

    private static int jal(Instruction user, Register rd, long offset, String target) {
        if (!Operand.IMM_J.fits(offset)) {
            throw outOfReach(user, target, offset);
        }
        return Instruction.JAL.encode(rd.number(), offset);
    }

    private static IllegalArgumentException outOfReach(Instruction user, String target, long offset) {
        return new IllegalArgumentException(
                "%s: '%s' is out of reach, %d bytes away".formatted(user.mnemonic(), target, offset));
    }

    /**
     * {@code auipc} and an instruction that adds the rest. Where relaxed and in reach, one instruction instead: a
     * {@code jal}, or one that adds to {@code gp}.
     */
    static final class PcRelative extends Fragment {
        private static final String GLOBAL_POINTER = "__global_pointer$";

        private final Instruction second;
        private final Register rd;
        private final Register base;
        private final String target;
        private int size;

        PcRelative(Instruction second, Register rd, Register base, String target, boolean relax) {
            this.second = second;
            this.rd = rd;
            this.base = base;
            this.target = target;
            this.size = relax ? 4 : 8;
        }

        @Override
        long size() {
            return size;
        }

        @Override
        boolean grow(Symbols symbols) {
            boolean grows = size == 4 && !inReach(symbols);
            size = grows ? 8 : size;
            return grows;
        }

        private boolean inReach(Symbols symbols) {
            long value = symbols.resolve(target, second.mnemonic());
            if (second == Instruction.JALR) {
                return Operand.IMM_J.fits(value - address());
            }
            Long pointer = symbols.find(GLOBAL_POINTER);
            return pointer != null && Operand.IMM_I.fits(value - pointer);
        }

        @Override
        void write(ByteBuffer out, Symbols symbols) {
            long value = symbols.resolve(target, second.mnemonic());
            if (size == 4 && second == Instruction.JALR) {
                out.putInt(Instruction.JAL.encode(rd.number(), value - address()));
            } else if (size == 4) {
                out.putInt(encode(Register.GP, value - symbols.symbol(GLOBAL_POINTER)));
            } else {
                long offset = value - address();
                long low = offset << 52 >> 52;
                long high = offset - low;
                if (high != (int) high) {
                    throw outOfReach(second, target, offset);
                }
                out.putInt(Instruction.AUIPC.encode(base.number(), high >> 12));
                out.putInt(encode(base, low));
            }
        }

        private int encode(Register from, long low) {
            return switch (second.format()) {
                case I_LOAD, I_JALR, S -> second.encode(rd.number(), low, from.number());
                default -> second.encode(rd.number(), from.number(), low);
            };
        }
    }
}
