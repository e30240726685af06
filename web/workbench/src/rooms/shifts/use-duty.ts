import { useEffect, useMemo, useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { applyHeard, hear, knowsAll, type Heard } from './apply-duty';
import { listenToDuty } from './duty-line';
import { dutyQuery } from './duty-query';
import type { Duty, DutyBoard, DutyState } from './wire';

/** The board as it stands: read once, then kept by what the shop's feed tells. */
export const useDutyBoard = () => {
  const shop = useShop();
  const client = useQueryClient();
  const [heard, setHeard] = useState<Heard>(() => new Map());
  const board = useQuery(dutyQuery(shop.id));
  useEffect(() => {
    if (shop.id === '') return;
    const { queryKey } = dutyQuery(shop.id);
    return listenToDuty(shop.id, (duties) => {
      const known = client.getQueryData<DutyBoard>(queryKey);
      if (duties !== null) setHeard((before) => hear(before, duties));
      if (duties !== null && (known === undefined || knowsAll(known, duties))) return;
      // A first reading that is still under way was asked for before the line stood: it may miss what happened between.
      void client.cancelQueries({ queryKey }).then(() => client.invalidateQueries({ queryKey }));
    });
  }, [shop.id, client]);
  const data = useMemo(
    () => (board.data === undefined ? undefined : applyHeard(board.data, heard)),
    [board.data, heard],
  );
  return { ...board, data };
};

export type SetDuty = { person: string | null; state: DutyState; reason?: string; confirmed?: boolean };

/** Own state when no person is named. */
export const useSetDuty = (onDone?: () => void) => {
  const shop = useShop();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ person, state, reason, confirmed }: SetDuty) =>
      api.post<Duty>(person === null ? '/api/shifts/duty' : `/api/shifts/duty/${person}`, {
        shop: shop.id,
        state,
        reason,
        confirmed,
      }),
    onSuccess: () => {
      void client.invalidateQueries(dutyQuery(shop.id));
      onDone?.();
    },
  });
};
