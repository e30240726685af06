import { Link } from 'react-router';
import { useText } from './text';

/** To the words that something was learnt from. */
export const Source = ({ conversation, seq }: { conversation: string | null; seq: number | null }) => {
  const t = useText();
  if (conversation === null) return null;
  return <Link to={`/reception/${conversation}${seq === null ? '' : `?at=${seq}`}`}>{t('source')}</Link>;
};
