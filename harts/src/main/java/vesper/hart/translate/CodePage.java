package vesper.hart.translate;

/**
 * A page of a region's code.
 *
 * @param index its distance in pages from the region's base
 * @param ramPage the RAM offset at which it lay
 */
record CodePage(int index, long ramPage) {}
