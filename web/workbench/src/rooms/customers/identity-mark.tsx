import css from './customers.module.css';
import { useText } from './text';
import type { Identity } from './wire';

/** How sure the house is of who this is; the word says it, the colour only helps. */
export const IdentityMark = ({ identity }: { identity: Identity }) => {
  const t = useText();
  return (
    <span className={css['identity']} data-identity={identity}>
      {t(identity)}
    </span>
  );
};
