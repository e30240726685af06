import { Link } from 'react-router';
import { talkOf } from '@/shared/talk-path';
import { parts } from './parts';
import { useText } from './text';

/** The pages of mistakes are a part of their own. */
const hasIncidents = parts.some((part) => part.to === '/pay/incidents');

type FactLinkProps = { fact: string; month?: string; person?: string | null };

/** A fact as people call it, and the page that shows it where there is one. */
export const FactLink = ({ fact, month, person }: FactLinkProps) => {
  const t = useText();
  const at = fact.indexOf(':');
  const kind = at < 0 ? '' : fact.slice(0, at);
  const id = fact.slice(at + 1);
  switch (kind) {
    case 'orders':
    case 'reviews':
      return (
        <Link to={`/orders/${encodeURIComponent(id)}`}>
          {t(kind === 'orders' ? 'factOrder' : 'factReview', { id })}
        </Link>
      );
    case 'objection':
      return <Link to="/pay/objections">{t('factObjection')}</Link>;
    case 'month':
      return <Link to={`/pay/months/${id}`}>{id}</Link>;
    case 'closed_lines': {
      const [of = '', who = '', code = ''] = id.split('/');
      return (
        <Link to={`/pay/months/${of}${who === '' ? '' : `/${who}#${code}`}`}>{t('factClosed', { month: of })}</Link>
      );
    }
    case 'messages': {
      const talk = talkOf(id);
      return talk === null ? (
        <>{t('factMessage', { id })}</>
      ) : (
        <Link to={talk.to}>{t('factTalk', { n: talk.seq })}</Link>
      );
    }
    case 'incidents':
      return hasIncidents ? (
        <Link to={`/pay/incidents/${encodeURIComponent(id)}`}>{t('factIncident', { id: short(id) })}</Link>
      ) : (
        <>{t('factIncident', { id: short(id) })}</>
      );
    case 'refunds':
      return <>{t('factRefund', { id })}</>;
    case 'complaints':
      return <>{t('factComplaint', { id: short(id) })}</>;
    case 'scores':
      return <>{t('factScore')}</>;
    case 'people':
      return month !== undefined && person != null ? (
        <Link to={`/pay/months/${month}/${person}`}>{t('factPerson')}</Link>
      ) : (
        <>{t('factPerson')}</>
      );
    case 'adjustments':
      return <>{t('factAdjustment')}</>;
    default:
      return <>{kind === '' && fact.startsWith('pay') ? t('factSetting', { id: fact }) : fact}</>;
  }
};

const short = (id: string): string => (id.length > 16 ? id.slice(-8) : id);
