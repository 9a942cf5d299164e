package vesper.hart.memory;

import static vesper.bus.PhysicalMemory.PAGE_SHIFT;

import vesper.bus.AccessFault;
import vesper.bus.Bus;
import vesper.hart.state.Access;
import vesper.hart.state.HartState;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Pmp;
import vesper.hart.state.Privilege;
import vesper.hart.state.Satp;
import vesper.hart.state.Trap;

/**
 * Translation and protection of one hart: the Sv39 and Sv48 walk (privileged manual, section 10.3.2), then PMP. It is
 * asked on a TLB miss and fills nothing itself.
 */
public final class Mmu {
    private static final int V = 1;
    private static final int R = 1 << 1;
    private static final int W = 1 << 2;
    private static final int X = 1 << 3;
    private static final int U = 1 << 4;
    private static final int A = 1 << 6;
    private static final int D = 1 << 7;
    private static final long RESERVED = 0x7fL << 54 | 3L << 61 | 1L << 63;
    private static final long PPN_MASK = (1L << 44) - 1;
    private static final int PTE_SIZE = 8;
    private static final long NOWHERE = -1;

    private final HartState state;
    private final Bus bus;
    private final Pmp pmp;

    public Mmu(HartState state, Bus bus) {
        this.state = state;
        this.bus = bus;
        this.pmp = state.csrs.pmp;
    }

    /**
     * Translates an address for {@code length} bytes that lie in one page.
     *
     * @param privilege the effective one: {@code mstatus.MPRV} already looked at
     * @return a {@link Mapping}
     * @throws Trap the page or access fault
     */
    public long translate(long vaddr, int length, Access access, int privilege) {
        long mapping;
        long satp = state.csrs.satp;
        int mode = Satp.mode(satp);
        if (privilege == Privilege.M || mode == Satp.MODE_BARE) {
            if (vaddr >>> Mapping.PADDR_BITS != 0) {
                throw state.trap.with(access.accessFault, vaddr);
            }
            mapping = Mapping.of(vaddr, 0);
        } else {
            mapping = walk(vaddr, access, privilege, satp, mode == Satp.MODE_SV39 ? 3 : 4);
        }
        long paddr = Mapping.paddr(mapping);
        if (!pmp.allows(paddr, length, access, privilege)) {
            throw state.trap.with(access.accessFault, vaddr);
        }
        long page = paddr & -(1L << PAGE_SHIFT);
        return pmp.splits(page, 1L << PAGE_SHIFT) ? mapping : Mapping.withWholePage(mapping);
    }

    /**
     * Where an address leads now, for who only looks: whatever the rights, without a trap, and no PTE is changed.
     *
     * @param privilege the effective one
     * @return the physical address, or -1 if the address leads nowhere
     */
    public long peek(long vaddr, int privilege) {
        long satp = state.csrs.satp;
        int mode = Satp.mode(satp);
        if (privilege == Privilege.M || mode == Satp.MODE_BARE) {
            return vaddr >>> Mapping.PADDR_BITS == 0 ? vaddr : NOWHERE;
        }
        int levels = mode == Satp.MODE_SV39 ? 3 : 4;
        if (!isCanonical(vaddr, levels)) {
            return NOWHERE;
        }
        long table = Satp.ppn(satp) << PAGE_SHIFT;
        for (int level = levels - 1; level >= 0; level--) {
            long at = table + (vaddr >>> (PAGE_SHIFT + 9 * level) & 0x1ff) * PTE_SIZE;
            long pte = bus.isRam(at, PTE_SIZE) ? bus.ram().loadAcquire64(at - bus.ramBase()) : 0;
            if ((pte & V) == 0) {
                return NOWHERE;
            }
            if ((pte & (R | W | X)) != 0) {
                long offsetMask = (1L << (PAGE_SHIFT + 9 * level)) - 1;
                return (ppn(pte) << PAGE_SHIFT & ~offsetMask) | (vaddr & offsetMask);
            }
            table = ppn(pte) << PAGE_SHIFT;
        }
        return NOWHERE;
    }

    private static boolean isCanonical(long vaddr, int levels) {
        int unused = 64 - PAGE_SHIFT - 9 * levels;
        return vaddr << unused >> unused == vaddr;
    }

    private long walk(long vaddr, Access access, int privilege, long satp, int levels) {
        if (!isCanonical(vaddr, levels)) {
            throw state.trap.with(access.pageFault, vaddr);
        }
        long table = Satp.ppn(satp) << PAGE_SHIFT;
        for (int level = levels - 1; level >= 0; level--) {
            long vpn = vaddr >>> (PAGE_SHIFT + 9 * level) & 0x1ff;
            long at = table + vpn * PTE_SIZE;
            while (true) {
                long pte = loadPte(at, vaddr, access);
                if ((pte & V) == 0 || (pte & (R | W)) == W || (pte & RESERVED) != 0) {
                    throw state.trap.with(access.pageFault, vaddr);
                }
                if ((pte & (R | W | X)) == 0) {
                    if ((pte & (U | A | D)) != 0 || level == 0) {
                        throw state.trap.with(access.pageFault, vaddr);
                    }
                    table = ppn(pte) << PAGE_SHIFT;
                    break;
                }
                if (updateLeaf(pte, at, level, vaddr, access, privilege)) {
                    long offsetMask = (1L << (PAGE_SHIFT + 9 * level)) - 1;
                    return Mapping.of((ppn(pte) << PAGE_SHIFT & ~offsetMask) | (vaddr & offsetMask), level);
                }
            }
        }
        throw state.trap.with(access.pageFault, vaddr);
    }

    /**
     * Steps 5 to 9 of the manual's walk for a leaf: rights, alignment of a superpage, and A/D, which are set by
     * compare-and-set as Svadu says.
     *
     * @return false if the PTE changed meanwhile and must be read again
     */
    private boolean updateLeaf(long pte, long at, int level, long vaddr, Access access, int privilege) {
        boolean misalignedSuperpage = (ppn(pte) & ((1L << (9 * level)) - 1)) != 0;
        if (!permits(pte, access, privilege) || misalignedSuperpage) {
            throw state.trap.with(access.pageFault, vaddr);
        }
        long wanted = pte | A | (access == Access.STORE ? D : 0);
        if (wanted == pte) {
            return true;
        }
        if (!state.csrs.updatesAccessedAndDirty()) {
            throw state.trap.with(access.pageFault, vaddr);
        }
        if (!bus.isRam(at, PTE_SIZE) || !pmp.allows(at, PTE_SIZE, Access.STORE, Privilege.S)) {
            throw state.trap.with(access.accessFault, vaddr);
        }
        return bus.armedPages().compareAndSet64(at - bus.ramBase(), pte, wanted);
    }

    private static long ppn(long pte) {
        return pte >>> 10 & PPN_MASK;
    }

    private boolean permits(long pte, Access access, int privilege) {
        long mstatus = state.csrs.mstatus;
        boolean userPage = (pte & U) != 0;
        if (privilege == Privilege.U ? !userPage : (userPage && !supervisorMayTouchUser(access, mstatus))) {
            return false;
        }
        return switch (access) {
            case FETCH -> (pte & X) != 0;
            case LOAD -> (pte & R) != 0 || ((pte & X) != 0 && (mstatus & Mstatus.MXR) != 0);
            case STORE -> (pte & W) != 0;
        };
    }

    /** Section 4.1.1.2: S-mode never fetches from a user page, and loads and stores there only under SUM. */
    private static boolean supervisorMayTouchUser(Access access, long mstatus) {
        return access != Access.FETCH && (mstatus & Mstatus.SUM) != 0;
    }

    /** Page tables are read as the hart itself in S-mode would; 8 bytes at once, acquire. */
    private long loadPte(long paddr, long vaddr, Access access) {
        if (!pmp.allows(paddr, PTE_SIZE, Access.LOAD, Privilege.S)) {
            throw state.trap.with(access.accessFault, vaddr);
        }
        if (bus.isRam(paddr, PTE_SIZE)) {
            return bus.ram().loadAcquire64(paddr - bus.ramBase());
        }
        try {
            return bus.load(paddr, PTE_SIZE);
        } catch (AccessFault e) {
            throw state.trap.with(access.accessFault, vaddr);
        }
    }
}
