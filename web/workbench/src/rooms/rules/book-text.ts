import { isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';

/** The text is the truth; the form is a view of it. A change in the form edits the text and keeps its comments. */
export type FieldValue = string | number | boolean | string[] | null;

const read = (text: string): Document => parseDocument(text, { prettyErrors: false, uniqueKeys: true });

let seen: { text: string; document: Document } | null = null;

/** One parse for the many fields of a form; what it gives is only looked at. */
const look = (text: string): Document => {
  if (seen?.text !== text) seen = { text, document: read(text) };
  return seen.document;
};

/** Whether the form can work with the text: readable, and a map (or still empty). */
export const isReadable = (text: string): boolean => {
  const document = look(text);
  return document.errors.length === 0 && (document.contents === null || isMap(document.contents));
};

/** What the text itself writes at a path; undefined = nothing is written there. */
export const readField = (text: string, path: readonly string[]): FieldValue | undefined => {
  const node = look(text).getIn(path, true);
  if (node === undefined) return undefined;
  if (isScalar(node)) {
    const value = node.value;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  }
  if (isSeq(node)) return node.items.map((item) => (isScalar(item) ? String(item.value ?? '') : ''));
  return null;
};

/** Writes a value at a path (undefined takes the line out); groups above are made when they are missing. */
export const writeField = (text: string, path: readonly string[], value: FieldValue | undefined): string => {
  const document = read(text);
  if (document.errors.length > 0) return text;
  if (value === undefined) {
    if (document.hasIn(path)) document.deleteIn(path);
    return prune(document, path);
  }
  for (let depth = 1; depth < path.length; depth++) {
    const above = path.slice(0, depth);
    if (!isMap(document.getIn(above, true))) document.setIn(above, document.createNode({}));
  }
  const old = document.getIn(path, true);
  if (isScalar(old) && !Array.isArray(value)) {
    old.value = value;
    delete old.source;
    // As plain as it can be: quotes that the old value needed are not kept.
    delete old.type;
  } else document.setIn(path, document.createNode(value));
  return document.toString({ lineWidth: 0 });
};

/** A group that has become empty goes too, except the section itself: an empty section still says something. */
const prune = (document: Document, path: readonly string[]): string => {
  for (let depth = path.length - 1; depth > 1; depth--) {
    const above = path.slice(0, depth);
    const group = document.getIn(above, true);
    if (isMap(group) && group.items.length === 0) document.deleteIn(above);
  }
  return document.toString({ lineWidth: 0 });
};
