package org.openledger.attribution.segment;

/** Groups of suffixes that begin alike, each to its own depth. */
final class EqualGroups {
  final int[] begin;
  final int[] end;
  final int[] depth;
  final byte[] state;
  int count;
  int members;

  EqualGroups(int room) {
    begin = new int[room];
    end = new int[room];
    depth = new int[room];
    state = new byte[room];
  }

  void add(int groupBegin, int groupEnd, int groupDepth, int groupState) {
    begin[count] = groupBegin;
    end[count] = groupEnd;
    depth[count] = groupDepth;
    state[count++] = (byte) groupState;
    members += groupEnd - groupBegin;
  }

  void clear() {
    count = 0;
    members = 0;
  }
}
