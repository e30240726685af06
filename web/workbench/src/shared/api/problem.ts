/** A "no" of the server (RFC 9457). `code` is stable and may be compared; `detail` is a sentence for the person. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | null;

  constructor(status: number, code: string, detail: string, field: string | null = null) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.field = field;
  }

  get detail(): string {
    return this.message;
  }

  /** Nothing was heard: the network or the server is away, so the same request may be tried again. */
  get isAway(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export const toProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem(0, 'client.unexpected', error instanceof Error ? error.message : String(error));

export const readProblem = (status: number, body: unknown, fallback: string): Problem => {
  const parts = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string) => (typeof parts[name] === 'string' ? parts[name] : null);
  return new Problem(
    status,
    text('code') ?? `http.${status}`,
    text('detail') ?? text('title') ?? fallback,
    text('field'),
  );
};
