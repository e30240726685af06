/** A line with a name and a full moment, as chat windows write it above a message: nobody writes an answer so. */
const head = /^.{1,120}?[\s([]\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d{2}(:\d{2})?\W{0,3}$/m;

export const looksCopied = (text: string): boolean => text.includes('\n') && text.length < 200_000 && head.test(text);
