import { language } from '@/shared/i18n/language';
import { sharedText } from '@/shared/i18n/shared-text';
import { Problem, readProblem } from './problem';

type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export type RequestOptions = {
  query?: Query;
  signal?: AbortSignal;
  /** Sends and runs: the same key is answered with the first answer. */
  idempotencyKey?: string;
  /** How long to wait for what is known to take its time; half a minute when left out. */
  timeoutMs?: number;
};

/** Told when a request finds that nobody is signed in any more. */
export const signedOut = new Set<() => void>();

const timeoutMs = 30_000;

const address = (path: string, query: Query | undefined): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'object') for (const item of value) search.append(name, item);
    else search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
};

const send = async <T>(method: string, path: string, body: unknown, options: RequestOptions): Promise<T> => {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': language.get() });
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers.set('Content-Type', 'application/json');
  if (options.idempotencyKey !== undefined) headers.set('Idempotency-Key', options.idempotencyKey);
  const limits = [AbortSignal.timeout(options.timeoutMs ?? (isForm ? timeoutMs * 4 : timeoutMs))];
  if (options.signal !== undefined) limits.push(options.signal);
  let response: Response;
  try {
    response = await fetch(address(path, options.query), {
      method,
      headers,
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
      credentials: 'same-origin',
      signal: AbortSignal.any(limits),
    });
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw new Problem(0, 'client.away', sharedText('serverAway'));
  }
  const text = await response.text();
  const parsed = parse(text);
  if (response.ok) return (text === '' ? undefined : parsed) as T;
  if (response.status === 401) for (const tell of [...signedOut]) tell();
  throw readProblem(response.status, parsed, fallbackFor(response.status));
};

const parse = (text: string): unknown => {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
};

const fallbackFor = (status: number): string => {
  if (status === 403) return sharedText('noRightShort');
  if (status === 404) return sharedText('notFoundShort');
  if (status === 413) return sharedText('tooLarge');
  if (status === 429) return sharedText('tooMany');
  return status >= 500 ? sharedText('serverFault') : sharedText('refused', { status });
};

/** The one door to the server: JSON in and out, `Problem` for every "no". Types are the caller's word for the wire. */
export const api = {
  get: <T>(path: string, options: RequestOptions = {}) => send<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options: RequestOptions = {}) => send<T>('POST', path, body ?? {}, options),
  put: <T>(path: string, body: unknown, options: RequestOptions = {}) => send<T>('PUT', path, body, options),
  patch: <T>(path: string, body: unknown, options: RequestOptions = {}) => send<T>('PATCH', path, body, options),
  delete: <T>(path: string, options: RequestOptions = {}) => send<T>('DELETE', path, undefined, options),
  /** A file as multipart field `file`. */
  upload: <T>(path: string, file: Blob, name: string, options: RequestOptions = {}) => {
    const form = new FormData();
    form.append('file', file, name);
    return send<T>('POST', path, form, options);
  },
};
