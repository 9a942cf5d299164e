package vesper.stress.litmus.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may lie between two accesses of a thread, by their directions.
 *
 * @param edges by {@code WW}, {@code WR}, {@code RW}, {@code RR}: edges, or several with spaces between
 */
record Pool(Map<String, List<String>> edges) {
    /** Every kind of edge to another location. */
    static final Pool ALL = pool("""
        WW: PodWW, Fence.rw.rwdWW, Fence.w.wdWW, Fence.rw.wdWW, Fence.tsodWW, Fence.idWW
        WW: PodWWPRl, PodWWPAmo.Rl, PodWWAmo.AqP, PodWWPXPRl, PodWWXAqPP, PodWWXX
        WR: PodWR, Fence.rw.rwdWR, Fence.w.rdWR, Fence.w.wdWR, Fence.tsodWR, Fence.idWR
        WR: PodWRRlAq, PodWRPAq, PodWRAmo.ARP, PodWRPAmo.AR, PodWRXPRlXAqP, PodWRXPARP
        RW: PodRW, Fence.rw.rwdRW, Fence.r.wdRW, Fence.rw.wdRW, Fence.tsodRW, Fence.idRW
        RW: DpAddrdW, DpDatadW, DpCtrldW, DpCtrlFenceIdW
        RW: PodRWAqP, PodRWPRl, PodRWAmo.AqP, PodRWPAmo.Rl, PodRWXAqPP, PodRWPX
        RR: PodRR, Fence.rw.rwdRR, Fence.r.rdRR, Fence.r.rwdRR, Fence.tsodRR, Fence.idRR
        RR: DpAddrdR, DpCtrldR, DpCtrlFenceIdR
        RR: PodRRAqP, PodRRPAq, PodRRAmo.AqP, PodRRXAqPP, DpAddrdRPX
        """);

    /** One or two of each sort, for shapes with many threads. */
    static final Pool SOME = pool("""
        WW: PodWW, Fence.rw.rwdWW, Fence.w.wdWW, PodWWPRl, PodWWPAmo.Rl, PodWWXX
        WR: PodWR, Fence.rw.rwdWR, Fence.tsodWR, PodWRRlAq, PodWRAmo.ARP, PodWRXPARP
        RW: PodRW, Fence.r.wdRW, DpDatadW, DpCtrldW, PodRWAqP, PodRWPAmo.Rl
        RR: PodRR, Fence.r.rdRR, DpAddrdR, DpCtrldR, PodRRAqP, PodRRXAqPP
        """);

    /** For crossing three. */
    static final Pool FEW = pool("""
        WW: PodWW, Fence.w.wdWW, PodWWPRl
        WR: PodWR, Fence.rw.rwdWR, PodWRRlAq
        RW: PodRW, Fence.rw.rwdRW, DpDatadW
        RR: PodRR, Fence.r.rdRR, PodRRAqP
        """);

    /** What orders any two accesses, and what orders none. */
    static final Pool EXTREMES = pool("""
        WW: Fence.rw.rwdWW, PodWW
        WR: Fence.rw.rwdWR, PodWR
        RW: Fence.rw.rwdRW, PodRW
        RR: Fence.rw.rwdRR, PodRR
        """);

    /** What orders any two accesses. */
    static final Pool STRONG = pool("""
        WW: Fence.rw.rwdWW
        WR: Fence.rw.rwdWR
        RW: Fence.rw.rwdRW
        RR: Fence.rw.rwdRR
        """);

    /** For partial accesses: where program order is not enough, what is. */
    static final Pool LIGHT = pool("""
        WW: PodWW, Fence.w.wdWW
        WR: PodWR, Fence.rw.rwdWR
        RW: PodRW, DpDatadW
        RR: PodRR, DpAddrdR
        """);

    /** Several accesses in a row: forwarding from the hart's own stores, chains of dependencies. */
    static final Pool CHAINS = pool("""
        WW: Rfi DpDatadW, Rfi DpAddrdW, Rfi DpCtrldW, Rfi PodRW, RfiPAq PodRWAqP, Coi PodWW, Coi PodWWPRl, PodWW Coi
        WW: RfiXP DpDatadW, RfiAmoP DpDatadW, PodWR DpDatadW
        WR: Rfi DpAddrdR, Rfi PodRR, Rfi DpCtrlFenceIdR, Rfi Fence.r.rdRR, RfiPAq PodRRAqP, RfiRlAq PodRRAqP
        WR: RfiXP DpAddrdR, RfiAmoP DpAddrdR, Coi PodWR, Rfi Fri Rfi DpAddrdR, PodWW Rfi
        RW: DpAddrdR PodRW, DpAddrdW PodWW, DpAddrdW Rfi DpDatadW, DpDatadW Rfi DpDatadW, DpCtrldW Rfi DpDatadW
        RW: Fri Rfi DpDatadW, PosRR DpDatadW, PosRRPAq PodRWAqP, DpCtrldR PodRW, DpCtrldW Coi, DpDatadW Coi
        RR: DpAddrdW Rfi DpAddrdR, DpDatadW Rfi DpAddrdR, DpCtrldW Rfi DpAddrdR, DpDatadWPAmo RfiAmoP DpAddrdR
        RR: DpDatadWPX RfiXP DpAddrdR, Fri Rfi DpAddrdR, PosRR DpAddrdR, PosRRPAq PodRRAqP, DpAddrdR PosRR
        RR: DpAddrdR DpAddrdR, DpAddrdR DpCtrlFenceIdR
        """);

    /** Reads and writes that are one. */
    static final Pool READ_MODIFY_WRITES = pool("""
        WW: PodWR Amo, PodWR AmoPRl, PodWR LxSx, PodWR LxSxPRl, Rfi Amo PodWW
        WR: Rfi Amo PodWR, Rfi AmoAqRl PodWR, Rfi LxSxAqRl PodWR, PodWR Amo Rfi
        RW: Amo PodWW, AmoAqP PodWW, LxSx PodWW, LxSxAqP PodWW, PodRR Amo, DpAddrdR Amo, DpAddrdR LxSx
        RR: Amo PodWR, AmoAqP PodWR, LxSx PodWR, LxSxAqP PodWR, LxSx Rfi DpAddrdR, Amo Rfi DpAddrdR
        """);

    /** A thread that hands a location on. */
    static final Pool HANDOVERS = pool("RW: Amo, AmoAqRl, LxSx, LxSxAqRl, PosRW, DpDatasW, Fri");

    /** To the same location. */
    static final Pool SAME_LOCATION = pool("""
        WW: PosWW, Fence.rw.rwsWW, PosWWPAmo, PosWWXX
        WR: PosWR, Fence.rw.rwsWR, PosWRRlAq, PosWRPAmo, PosWRXX
        RW: PosRW, Fence.r.wsRW, DpDatasW, PosRWAqP, PosRWPX
        RR: PosRR, Fence.r.rsRR, DpAddrsR, PosRRAqP, PosRRPX, PosRRAmoP
        """);

    private static Pool pool(String rows) {
        Map<String, List<String>> edges = rows.lines()
                .map(row -> row.split(": ", 2))
                .collect(Collectors.toMap(
                        row -> row[0],
                        row -> List.of(row[1].split(", ")),
                        (one, more) ->
                                Stream.concat(one.stream(), more.stream()).toList()));
        return new Pool(edges);
    }

    List<String> between(String directions) {
        return edges.getOrDefault(directions, List.of());
    }

    /** The same pool, and what others have besides. */
    Pool and(Pool... others) {
        Map<String, List<String>> all = Stream.concat(Stream.of(this), Arrays.stream(others))
                .flatMap(pool -> pool.edges.entrySet().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (one, more) -> Stream.concat(one.stream(), more.stream())
                                .distinct()
                                .toList()));
        return new Pool(all);
    }
}
