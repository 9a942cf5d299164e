package vesper.boot.firstguest;

import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.A2;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;

import vesper.isa.Assembler;

/**
 * Guest code that counts the {@code cpu@} nodes of a device tree: the one way to know how many harts there are that
 * every {@code virt} offers (Devicetree Specification 0.4, section 5.4.1 for the tokens).
 */
final class HartCount {
    private static final int OFF_DT_STRUCT = 8;
    private static final int FDT_BEGIN_NODE = 1;
    private static final int FDT_PROP = 3;
    private static final int FDT_END = 9;

    private HartCount() {}

    /** {@code count_harts}: a0 = device tree; returns the number. Clobbers a1, a2 and t0 to t2. */
    static void addTo(Assembler a) {
        a.label("count_harts");
        a.lwu(T0, OFF_DT_STRUCT, A0);
        swap(a);
        a.add(A1, A0, T0); // the next token
        a.li(A2, 0x4075_7063); // "cpu@", as a little-endian load sees it
        a.li(A0, 0);

        a.label("next_token");
        a.lwu(T0, 0, A1);
        swap(a);
        a.addi(A1, A1, 4);
        a.li(T1, FDT_PROP);
        a.beq(T0, T1, "property");
        a.li(T1, FDT_END);
        a.beq(T0, T1, "counted");
        a.li(T1, FDT_BEGIN_NODE);
        a.bne(T0, T1, "next_token");

        a.lw(T0, 0, A1);
        a.bne(T0, A2, "skip_name");
        a.addi(A0, A0, 1);
        a.label("skip_name");
        a.lbu(T0, 0, A1);
        a.addi(A1, A1, 1);
        a.bnez(T0, "skip_name");
        a.addi(A1, A1, 3);
        a.andi(A1, A1, -4);
        a.j("next_token");

        a.label("property");
        a.lwu(T0, 0, A1); // the value's length; its name's offset follows
        swap(a);
        a.add(A1, A1, T0);
        a.addi(A1, A1, 4 + 4 + 3);
        a.andi(A1, A1, -4);
        a.j("next_token");

        a.label("counted");
        a.ret();
    }

    /** t0 = the big-endian word in t0, without Zbb. */
    private static void swap(Assembler a) {
        a.li(T1, 0);
        for (int i = 0; i < 4; i++) {
            a.slli(T1, T1, 8);
            a.andi(T2, T0, 0xff);
            a.or(T1, T1, T2);
            a.srli(T0, T0, 8);
        }
        a.mv(T0, T1);
    }
}
