package vesper.hart.state;

/** What an instruction wants of an address, and the faults it gets when it may not. */
public enum Access {
    FETCH(Cause.INSTRUCTION_ACCESS_FAULT, Cause.INSTRUCTION_PAGE_FAULT),
    LOAD(Cause.LOAD_ACCESS_FAULT, Cause.LOAD_PAGE_FAULT),
    STORE(Cause.STORE_ACCESS_FAULT, Cause.STORE_PAGE_FAULT);

    public final int accessFault;
    public final int pageFault;

    Access(int accessFault, int pageFault) {
        this.accessFault = accessFault;
        this.pageFault = pageFault;
    }
}
