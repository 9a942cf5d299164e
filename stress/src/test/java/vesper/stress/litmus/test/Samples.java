package vesper.stress.litmus.test;

import java.util.List;

/** Tests that use, between them, everything that the format has. */
final class Samples {
    static final String MESSAGE_PASSING = """
            RISCV MP+fence.w.w+addr
            "Fence.w.wdWW Rfe DpAddrdR Fre"
            Cycle=Rfe DpAddrdR Fre Fence.w.wdWW
            Generator=by hand
            {
            0:x5=1; 0:x6=x; 0:x8=y;
            1:x6=y; 1:x8=x;
            }
             P0          | P1            ;
             sw x5,0(x6) | lw x5,0(x6)   ;
             fence w,w   | xor x9,x5,x5  ;
             sw x5,0(x8) | add x10,x8,x9 ;
                         | lw x7,0(x10)  ;
            exists (1:x5=1 /\\ 1:x7=0)
            """;

    static final String EVERYTHING = """
            RISCV everything (really)
            "a text
            over two lines"
            (* a comment (* inside another *) over
               lines *)
            Empty=
            {
            uint64_t y = 0xffffffffffffffff; int z[3]={1,-2,0x3}; uint8_t b; uint16_t h=65535;
            0:x5=-1; int64_t 0:x6=0x10; 0:a0=x; 0:x11=z+4; uint32_t 1:x7; 1:s0=&y;; [w]=7; int *p=x;
            1:x9=x (* the last needs no semicolon *)
            }
             P0                         | P1 (* two of them *)      ;
             LC00: li x28,0x123456789ab | amoadd.d.aqrl x5,x6,(x8)  ;
             LC01:                      |                           ;
             L2: L3: lw t0, -4 ( a0 )   | lr.w.aq.rl x5,0(x9)       ;
             bne x5,x0,END              | sc.w.rl x6,x5,(x9)        ;
             fence                      | fence.tso                 ;
             fence iorw,iorw            | fence.i                   ;
             nop                        | sd x6,8(x8)               ;
             lw.aq x12,(x10)            | sb.rl x6,0(x8)            ;
             beqz x5,END                | not x6,x6                 ;
             END:                       | lbu x7,7(x8)              ;
            locations [0:x5; z; b; [w];]
            filter (not (0:x5=3) /\\ 0:x6=x)
            ~exists (1:x5=0x1 \\/ z[1]=2 /\\ y=-1 => ~(p=x) \\/ 0:t0=z+4 \\/ false /\\ true)
            """;

    static final String LOCATIONS_ONLY = """
            RISCV quiet
            { }
             P0 ;
             amomaxu.w x1,x2,(x3) ;
            locations [0:x1;]
            """;

    static final List<String> ALL = List.of(MESSAGE_PASSING, EVERYTHING, LOCATIONS_ONLY);

    private Samples() {}

    static LitmusTest parse(String text) {
        try {
            return LitmusParser.parse("sample.litmus", text);
        } catch (LitmusSyntaxException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** A test of one thread with this code. */
    static LitmusTest ofCode(String... instructions) {
        return parse(textOf(instructions));
    }

    static String textOf(String... instructions) {
        return "RISCV one\n{ 0:x6=x; }\n P0 ;\n " + String.join(" ;\n ", instructions) + " ;\nexists (x=1)\n";
    }
}
