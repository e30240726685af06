/** A text with the words that rang marked in it. */
export const Marked = ({ text, start, length }: { text: string; start: number; length: number }) => {
  if (start < 0 || length <= 0 || start + length > text.length) return <>{text}</>;
  return (
    <>
      {text.slice(0, start)}
      <mark>{text.slice(start, start + length)}</mark>
      {text.slice(start + length)}
    </>
  );
};
