package vesper.stress.litmus;

/** Tests as files have them. */
final class Texts {
    static final String STORE_BUFFERING = """
            RISCV SB
            { 0:x5=1; 0:x6=x; 0:x8=y; 1:x5=1; 1:x6=y; 1:x8=x; }
             P0          | P1          ;
             sw x5,0(x6) | sw x5,0(x6) ;
             lw x7,0(x8) | lw x7,0(x8) ;
            exists (0:x7=0 /\\ 1:x7=0)
            """;

    static final String STORE_BUFFERING_FENCED = STORE_BUFFERING
            .replace("RISCV SB", "RISCV SB+fences")
            .replace("\n lw", "\n fence rw,rw | fence rw,rw ;\n lw");

    /** A store-release, then a load-acquire: kept in order by rule 7, if the annotations are RCsc. */
    static final String STORE_BUFFERING_ZALASR = STORE_BUFFERING
            .replace("RISCV SB", "RISCV SB+rl-aq")
            .replace("sw ", "sw.rl ")
            .replace("lw ", "lw.aq ");

    static final String UNSUPPORTED = STORE_BUFFERING.replace("sw x5,0(x6) | sw", "flw f5,0(x6) | sw");

    static final String BROKEN = STORE_BUFFERING.replace("P1", "P2");

    private Texts() {}
}
