import { useEffect, useRef } from 'react';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import css from './rules.module.css';
import { useSaid } from './use-books';
import type { BookProblem } from './wire';

type CodeEditorProps = {
  text: string;
  problems: BookProblem[];
  label: string;
  onChange: (text: string) => void;
  /** Line to show; the number in front makes asking twice for one line two askings. */
  goTo: { asked: number; line: number } | null;
};

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--zg-accent)' },
  { tag: tags.comment, color: 'var(--zg-ink-3)' },
  { tag: tags.string, color: 'var(--zg-ink-2)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--zg-surface)', color: 'var(--zg-ink)', fontSize: '13px' },
  '.cm-gutters': { backgroundColor: 'var(--zg-ground)', color: 'var(--zg-ink-3)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '.cm-content': { caretColor: 'var(--zg-ink)' },
  '&.cm-focused': { outline: '2px solid var(--zg-accent)', outlineOffset: '-2px' },
});

/** YAML with line numbers and marks where something is wrong. Tab indents; Escape, then Tab, leaves the editor. */
export const CodeEditor = ({ text, problems, label, onChange, goTo }: CodeEditorProps) => {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  const first = useRef(text);
  const said = useSaid();

  useEffect(() => {
    changed.current = onChange;
  });

  useEffect(() => {
    if (host.current === null) return;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          highlightActiveLine(),
          yaml(),
          syntaxHighlighting(colours),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
          look,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, [label]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === text) return;
    // The form changed the text: replace only what differs, so that undo and the cursor stay where they were.
    const now = editor.state.doc.toString();
    let start = 0;
    while (start < now.length && start < text.length && now[start] === text[start]) start++;
    let end = 0;
    while (end < Math.min(now.length, text.length) - start && now.at(-1 - end) === text.at(-1 - end)) end++;
    editor.dispatch({ changes: { from: start, to: now.length - end, insert: text.slice(start, text.length - end) } });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const lines = editor.state.doc.lines;
    const marks = problems
      .filter((problem) => problem.severity !== 'note')
      .map((problem): Diagnostic => {
        const line = editor.state.doc.line(Math.min(Math.max(1, problem.line), lines));
        const from = Math.min(line.from + Math.max(0, problem.column - 1), line.to);
        return {
          from,
          to: Math.max(from, line.to),
          severity: problem.severity === 'error' ? 'error' : 'warning',
          message: said(problem.reason),
        };
      })
      .sort((a, b) => a.from - b.from);
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [problems, said]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || goTo === null) return;
    const line = editor.state.doc.line(Math.min(Math.max(1, goTo.line), editor.state.doc.lines));
    editor.dispatch({
      selection: { anchor: line.from },
      effects: EditorView.scrollIntoView(line.from, { y: 'center' }),
    });
    editor.focus();
  }, [goTo]);

  return <div ref={host} className={css['code']} />;
};
