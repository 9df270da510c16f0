package org.openledger.demo;

import java.util.List;
import org.openledger.attribution.content.Content;

/**
 * What one transaction contributes.
 *
 * @param contributor index of the contributor
 * @param names of the documents, in their order
 * @param content the documents
 */
record Upload(int contributor, List<String> names, Content content) {}
