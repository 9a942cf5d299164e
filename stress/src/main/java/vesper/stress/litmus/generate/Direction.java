package vesper.stress.litmus.generate;

/** What an access does to memory: {@code R}eads it or {@code W}rites it. */
public enum Direction {
    R,
    W
}
