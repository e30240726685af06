import type { HttpAnswer, Ports } from './ports';
import type { Identity, Product, Session } from './wire';

export type ClientOptions = {
  key: string;
  locale: string;
  identity?: Identity;
  page?: { url: string; title: string };
  product?: Product;
};

export type Trouble = { code: string; detail: string; field?: string };

/** Let in, to be tried again after a pause, or told no. */
export type Entry = { session: Session } | 'later' | { trouble: Trouble };

/** Opens sessions and keeps the token between them, so that a visitor who comes back is the same one. */
export class Door {
  token: string | null;

  constructor(
    private readonly ports: Ports,
    private readonly options: ClientOptions,
  ) {
    this.token = ports.store.get(this.tokenKey);
  }

  async enter(): Promise<Entry> {
    const { key, identity, page, product, locale } = this.options;
    const answer = await this.ask('POST', '/api/visitor/session', { key, token: this.token ?? undefined, identity, page, product, locale }, null);
    if (answer.status === 200) {
      const session = answer.json as Session;
      this.token = session.token;
      this.ports.store.set(this.tokenKey, session.token);
      return { session };
    }

    if (answer.status === 0 || answer.status === 429 || answer.status >= 500) {
      return 'later';
    }

    if (answer.status === 401 && this.token) {
      this.forgetToken(); // expired: begin anew, once
      return this.enter();
    }

    return { trouble: troubleOf(answer) };
  }

  forgetToken(): void {
    this.token = null;
    this.ports.store.remove(this.tokenKey);
  }

  /** A request in this visitor's name. */
  ask(method: 'GET' | 'POST', path: string, body?: unknown, token: string | null = this.token): Promise<HttpAnswer> {
    return this.ports.http(method, path, { body, token: token ?? undefined });
  }

  private get tokenKey(): string {
    return `zg:${this.options.key}:token`;
  }
}

export const troubleOf = (answer: HttpAnswer): Trouble => {
  const problem = (answer.json ?? {}) as { code?: string; detail?: string; field?: string };
  return { code: problem.code ?? `http.${answer.status}`, detail: problem.detail ?? '', field: problem.field };
};
