// Generated from docs/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/api/v1/api-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the API tokens. Needs the role admin. */
        get: operations["listApiTokens"];
        put?: never;
        /**
         * Make an API token. Needs the role admin. The answer shows it, once.
         * @description A program sends it as `Authorization: Bearer …`. It acts in its maker's place: never beyond its scopes and
         *     its reach, never beyond what its maker may do at that moment, and not on people, tokens, sessions and the
         *     company itself.
         */
        post: operations["createApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-tokens/{api_token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an API token. Needs the role admin. It stops working at once. */
        delete: operations["endApiToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the entries of one writer of the audit trail, newest first. Needs the role admin. */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify the audit trail of one writer: that no entry was changed, removed or added, and that all is
         *     as it was when it was anchored outside the database. Needs the role admin.
         * @description Looks at 20,000 entries at most, the newest first; a longer trail is verified month by month. The
         *     security status says what the last verification found.
         */
        post: operations["verifyAudit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-writers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List those who append to the audit trail: the portal, and the scheduler in each region of each
         *     cloud. Needs the role admin.
         */
        get: operations["listAuditWriters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the calendars, without their documents. */
        get: operations["listCalendars"];
        put?: never;
        /** Save a new calendar. Needs the role admin. */
        post: operations["createCalendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{calendar_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a calendar. Its `ETag` begins with its version. */
        get: operations["showCalendar"];
        /**
         * Replace a calendar. Needs the role admin. Schedules that use it follow with the next tick, within a
         *     minute.
         */
        put: operations["updateCalendar"];
        post?: never;
        /** Delete a calendar that nothing uses. Needs the role admin. */
        delete: operations["deleteCalendar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Save a new calendar with the events of an iCalendar text. Needs the role admin.
         * @description The answer says of each event whether it means exactly the same here, differs (and how), or was
         *     refused (why, and what to do).
         */
        post: operations["importCalendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clouds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the clouds. */
        get: operations["listClouds"];
        put?: never;
        /**
         * Connect an AWS account. Needs the role admin.
         * @description With a role, the answer holds under `launch` the external id that its trust policy must demand, and a
         *     link that launches our stack. Ask for a verification once the role is there.
         */
        post: operations["connectCloud"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clouds/{cloud_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a cloud. Its `ETag` begins with its version. */
        get: operations["showCloud"];
        /**
         * Change a cloud's name, its regions or how it is entered. Needs the role admin.
         * @description A role keeps its external id. Machines of a region that is no longer named leave the inventory within
         *     minutes; their ledger stays. A new region, and another way of access, are verified at once.
         */
        put: operations["updateCloud"];
        post?: never;
        /**
         * Take a cloud away. Needs the role admin.
         * @description PowerDown enters the account no more, and it can be connected again at once. The machines stay as
         *     they are in AWS and leave the inventory within minutes; ledger and audit trail stay.
         */
        delete: operations["deleteCloud"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clouds/{cloud_id}/launch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the external id that a role's trust policy must demand, and the link that launches our stack.
         *     Needs the role admin.
         * @description The audit trail says who was shown it.
         */
        get: operations["showLaunch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clouds/{cloud_id}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have the scheduler enter the account now, and take its inventory if it can. Needs the role admin. */
        post: operations["verifyCloud"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/email-verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove an e-mail address with the token of a link. */
        post: operations["verifyEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your exports of the last day, without links. */
        get: operations["listExports"];
        put?: never;
        /**
         * Export a list as a file. The audit trail needs the role admin.
         * @description A job writes the file; ask for the export until it is `ready`, and then follow its `url`. The file
         *     holds what you may see of the list, is yours alone, and is gone a day later.
         */
        post: operations["createExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an export of yours; a ready one with a link that works for five minutes. */
        get: operations["showExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the API runs. */
        get: operations["showHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the schedules of another scheduler. Needs the role admin. Nothing is stored.
         * @description The answer says of each part whether it means exactly the same here, differs (and how), or was
         *     refused (why, and what to do). Save the schedules that are wanted, one by one.
         */
        post: operations["importSchedules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the invitations that wait. Needs the role admin. */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody by mail. Needs the role owner; an admin may invite operators and viewers.
         * @description The link works once, within seven days.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back. Needs the role owner; an admin may take back those of operators and viewers. */
        delete: operations["deleteInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation, with the token of its link. Log in afterwards.
         * @description Somebody without an account chooses its password here; somebody with one keeps theirs.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what an invitation's link leads to. Nothing changes. */
        post: operations["previewInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List machines: cloud by cloud, region by region, in order of instance id. */
        get: operations["listMachines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{machine_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a machine. */
        get: operations["showMachine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{machine_id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say why a machine runs, or does not: what decided, who wanted it, and what happens next. */
        get: operations["explainMachine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/{machine_id}/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep a machine on, off or as it is until an instant, whatever its schedule says. Needs the role
         *     operator. It takes the place of an earlier one, counts with the next tick, within a minute, and ends
         *     by itself.
         */
        put: operations["overrideMachine"];
        post?: never;
        /** End a machine's override now. Needs the role operator. Without one there is nothing to do. */
        delete: operations["endMachineOverride"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/machines/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do one thing with up to 100 machines. Needs the role operator.
         * @description Each machine succeeds or fails by itself; the answer says which did what, in the order of the
         *     request. What is wrong with the request as a whole is refused before anything is done.
         */
        post: operations["actOnMachines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members, in order of their ids. Needs the role admin. */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a member another role and reach. Needs the role owner; an admin may manage operators and viewers.
         * @description It counts from their next request on. The last owner stays one.
         */
        put: operations["updateMember"];
        post?: never;
        /**
         * Remove a member. Needs the role owner; an admin may remove operators and viewers.
         * @description Their sessions and API tokens here stop working at once. The last owner stays.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one's own password.
         * @description All other sessions end. A word goes to the person's address.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link that sets a new password.
         * @description The answer is the same whether the address is known or not; its owner reads the difference in a mail.
         */
        post: operations["askPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password with the token of a link.
         * @description All sessions end. A second factor stays on.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedule-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List documents to begin a schedule with. */
        get: operations["listScheduleTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the schedules. Their documents, which may be long, come only where `fields` asks for them. */
        get: operations["listSchedules"];
        put?: never;
        /** Save a new schedule. Needs the role admin. It takes effect with the next tick, within a minute. */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{schedule_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a schedule. Its `ETag` begins with its version. */
        get: operations["showSchedule"];
        /** Replace a schedule. Needs the role admin. It takes effect with the next tick, within a minute. */
        put: operations["updateSchedule"];
        post?: never;
        /** Delete a schedule. Needs the role admin. Its machines stay as they are. */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{schedule_id}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign machines to a schedule, or release them from it. Needs the role operator.
         * @description Each machine succeeds or fails by itself.
         */
        post: operations["assignMachines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{schedule_id}/machines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the machines that follow a schedule. `GET /machines?schedule=…` can narrow them to a cloud and
         *     region.
         */
        get: operations["listScheduleMachines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{schedule_id}/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep all machines of a schedule on, off or as they are until an instant. Needs the role admin. It
         *     takes the place of an earlier one, counts with the next tick, within a minute, and ends by itself. A
         *     machine's own override goes further.
         */
        put: operations["overrideSchedule"];
        post?: never;
        /** End a schedule's override now. Needs the role admin. Without one there is nothing to do. */
        delete: operations["endScheduleOverride"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{schedule_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what a schedule does in the next fourteen days, without anybody's override. */
        get: operations["previewSchedule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show what a schedule document would do in the next fourteen days. Nothing is saved. */
        post: operations["previewDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one's own second factor. */
        get: operations["showSecondFactor"];
        put?: never;
        /**
         * Begin to set up one's own second factor.
         * @description Give the secret to an app that makes codes (TOTP), then send its first code to `confirmation`. Until
         *     then log-ins need no code. Begun again, the secret before is forgotten.
         */
        post: operations["beginSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/second-factor/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn one's own second factor on with the first code of the app. */
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace one's own recovery codes. */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/second-factor/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn one's own second factor off. */
        post: operations["removeSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how safe the company is: attacks and tries of the last day, sessions, tokens, keys, clouds, audit
         *     trail. Needs the role admin.
         */
        get: operations["showSecurity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what looked like an attack, newest first. Needs the role admin.
         * @description What is alike, from one source and within ten minutes, is one event with a count. Events are kept for
         *     90 days.
         */
        get: operations["listSecurityEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the session. */
        get: operations["showSession"];
        put?: never;
        post?: never;
        /**
         * Log out.
         * @description Ends the session for every use at once. Without a session there is nothing to end, which is no error.
         */
        delete: operations["logOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh the session.
         * @description Trades the cookie `__Host-refresh`, which works once, for new cookies. Refresh one at a time.
         */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Go over to another of the companies that the session lists. Its role and reach count from then on. */
        put: operations["enterTenant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's own sessions.
         * @description Those that ended are not in it. A page may be empty and have a next one.
         */
        get: operations["listSessions"];
        put?: never;
        /**
         * Log in.
         * @description Sets the cookies `__Host-session` and `__Host-refresh`.
         */
        post: operations["logIn"];
        /**
         * Log out everywhere.
         * @description Ends all sessions of the person, the one that asks included, in every company.
         */
        delete: operations["logOutEverywhere"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of one's own sessions.
         * @description It ends for every use at once, and its open sockets are closed.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/socket-tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a ticket for one WebSocket.
         * @description Connect to `GET /ws?ticket=…` within 30 seconds.
         */
        post: operations["createSocketTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the company. Its `ETag` begins with its version. */
        get: operations["showTenant"];
        /** Change the company's name and time zone. Needs the role owner. */
        put: operations["updateTenant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a company up.
         * @description The answer is the same whether the address is known or not; its owner reads the difference in a mail.
         */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description How to enter an account: a role (better), or an IAM user's keys where a role is impossible. */
        AccessDraft: {
            /**
             * @description The role.
             * @example arn:aws:iam::123456789012:role/PowerDown
             */
            role_arn: string;
            /** @enum {string} */
            type: "role";
        } | {
            /** @description The access key id. */
            access_key_id: string;
            /**
             * Format: password
             * @description The secret access key.
             */
            secret_access_key: string;
            /** @enum {string} */
            type: "access_keys";
        };
        /** @description How an account is entered. */
        AccessView: {
            /** @description The role. */
            role_arn: string;
            /** @enum {string} */
            type: "role";
        } | {
            /** @description The last four characters of the access key id. */
            access_key_id_hint: string;
            /** @enum {string} */
            type: "access_keys";
        };
        /**
         * @description A call to EC2.
         * @enum {string}
         */
        Action: "start" | "stop";
        /** @description Who did it. */
        ActorView: {
            /** @description Whose id, if anybody's. */
            id: string | null;
            /** @description `user`, `api-token` or `system`: PowerDown itself, by a schedule or on its own account. */
            type: string;
        };
        /** @description A token as a person asks for it. */
        ApiTokenDraft: {
            /**
             * Format: date-time
             * @description When it stops working: in the future, at most 366 days ahead.
             */
            expires_at: string;
            /**
             * @description What it is called.
             * @example nightly report
             */
            name: string;
            /** @description To which machines. */
            reach: components["schemas"]["Reach"];
            /** @description What it may be used for. */
            scopes: components["schemas"]["Scope"][];
        };
        /** @description A token that programs use. What it is itself is shown once, when it is made. */
        ApiTokenView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Who made it. It may never do more than they may. */
            created_by: string;
            /**
             * Format: date-time
             * @description When it stops working.
             */
            expires_at: string;
            /**
             * @description Its id.
             * @example tok_01JZ0000000000000000000000
             */
            id: string;
            /**
             * Format: date
             * @description The day on which it was last used, UTC.
             */
            last_used: string | null;
            /** @description What it is called. */
            name: string;
            /** @description To which machines. */
            reach: components["schemas"]["Reach"];
            /** @description What it may be used for. */
            scopes: components["schemas"]["Scope"][];
        };
        /** @description Which machines to assign to a schedule and which to release from it: 1 to 100 together. */
        AssignmentRequest: {
            /** @description Machines that are to follow the schedule, whatever the selectors say. */
            assign?: string[];
            /** @description Machines that are no longer assigned to it by id; a selector may still pick them. */
            release?: string[];
        };
        /** @description What became of one machine. */
        AssignmentResult: {
            /** @description The machine. */
            machine_id: string;
            /** @description What became of it. */
            status: components["schemas"]["AssignmentStatus"];
        };
        /** @description What became of each machine of a request. */
        AssignmentResults: {
            /** @description In the order of the request, those to assign first. */
            results: components["schemas"]["AssignmentResult"][];
        };
        /**
         * @description What became of one machine.
         * @enum {string}
         */
        AssignmentStatus: "assigned" | "released" | "not-found" | "unchanged";
        /** @description One entry of the audit trail. */
        AuditEntryView: {
            /**
             * @description What was done.
             * @example schedule.create
             */
            action: string;
            /** @description Who did it. */
            actor: components["schemas"]["ActorView"];
            /**
             * Format: date-time
             * @description When it was written.
             */
            at: string;
            /** @description A sentence. */
            detail: string;
            /** @description SHA-256 over all of the above, 64 hexadecimal digits. */
            hash: string;
            /**
             * Format: int64
             * @description Its place among the writer's entries, from 1.
             */
            number: number;
            /** @description How it ended. */
            outcome: components["schemas"]["AuditOutcome"];
            /** @description The hash of the entry before; 64 zeros for the first. */
            previous: string;
            /** @description To what: ids. */
            subjects: string[];
            /**
             * @description Who wrote it: `portal`, or the scheduler in a cloud's region.
             * @example portal
             */
            writer: string;
        };
        /**
         * @description Why an entry does not hold.
         * @enum {string}
         */
        AuditFault: "missing" | "changed" | "added" | "replaced" | "forged";
        /**
         * @description How something ended.
         * @enum {string}
         */
        AuditOutcome: "done" | "failed" | "denied";
        /** @description The audit trail. */
        AuditStanding: {
            /**
             * Format: date-time
             * @description When the newest anchor of any of them was signed; absent before the first.
             */
            anchored_at?: string | null;
            /**
             * Format: int64
             * @description How many entries it has, of all writers; of at most 1,000 of them.
             */
            entries: number;
            verification?: components["schemas"]["VerificationStanding"] | null;
        };
        /** @description Which part of the audit trail to verify. */
        AuditVerificationRequest: {
            /**
             * @description Only those of one month, UTC, and that they join what comes before and after; all when absent.
             * @example 2026-11
             */
            month?: string | null;
            /**
             * @description Whose entries: `portal`, or a cloud and region.
             * @example portal
             */
            writer: string;
        };
        /** @description What a verification found. */
        AuditVerificationView: {
            /**
             * Format: date-time
             * @description When that anchor was made.
             */
            anchored_at: string | null;
            /**
             * Format: int64
             * @description The number of the newest of them that is anchored: until there, nobody who can write the
             *     database alone could have rewritten them. Chains that grew are anchored every hour.
             */
            anchored_until: number | null;
            /**
             * Format: int64
             * @description The number of the newest entry that does not hold.
             */
            broken_at: number | null;
            /** @description Whether all was looked at. A trail of more than 20,000 entries is verified month by month. */
            complete: boolean;
            /**
             * Format: int64
             * @description How many entries were looked at, and hold.
             */
            entries: number;
            fault: components["schemas"]["AuditFault"] | null;
            /**
             * Format: int64
             * @description The number of the first of them.
             */
            first: number | null;
            /**
             * Format: int64
             * @description The number of the last of them.
             */
            last: number | null;
            /** @description Whether all that was looked at holds. */
            verified: boolean;
            /** @description Whose entries. */
            writer: string;
        };
        /** @description Somebody who appends to the audit trail. */
        AuditWriterView: {
            /**
             * Format: int64
             * @description How many entries there are.
             */
            entries: number;
            /**
             * Format: date-time
             * @description When the last one was written; absent where that was before PowerDown kept it.
             */
            last_at: string | null;
            /** @description `portal`, or a cloud and region. */
            writer: string;
        };
        /** @description How machines that people also touch by hand are treated. */
        Behaviour: {
            /** @description Hibernate instead of stop. */
            hibernate?: boolean;
            /** @description What it means when somebody starts a machine that the schedule wants off. */
            manual_start?: components["schemas"]["ManualChange"];
            /** @description What it means when somebody stops a machine that the schedule wants on. */
            manual_stop?: components["schemas"]["ManualChange"];
            /** @description What happens to a machine that newly follows the schedule. */
            new_machines?: components["schemas"]["NewMachines"];
            /** @description Whether a machine that was running already at an on-edge is left running at the off-edge. */
            retain_running?: boolean;
            /**
             * Format: int32
             * @description How many minutes before an on-edge machines are started.
             */
            start_lead_minutes?: number;
            /**
             * Format: int32
             * @description How many minutes before a stop it is announced.
             */
            stop_warning_minutes?: number;
        };
        /** @description What to do with each machine. */
        BulkActionDraft: {
            /** @description On, off, or hands off: leave it as it is. */
            keep: components["schemas"]["Wish"];
            /** @description Why, in one line. */
            reason: string;
            /** @enum {string} */
            type: "set-override";
            /**
             * Format: date-time
             * @description When it ends by itself: in the future, at most 366 days ahead.
             */
            until: string;
        } | {
            /** @enum {string} */
            type: "clear-override";
        } | {
            /** @description The schedule. */
            schedule: string;
            /** @enum {string} */
            type: "assign";
        } | {
            /** @enum {string} */
            type: "release";
        };
        /** @description What to do, and with which machines. */
        BulkRequest: {
            /** @description What to do with each of them. */
            action: components["schemas"]["BulkActionDraft"];
            /** @description The machines, each once. */
            machines: string[];
        };
        /** @description What became of one machine. */
        BulkResult: {
            /** @description The machine, as the request names it. */
            id: string;
            problem?: components["schemas"]["ItemProblem"] | null;
            /** @description What became of it. */
            status: components["schemas"]["BulkStatus"];
        };
        /** @description What became of each machine. */
        BulkResults: {
            /** @description In the order of the request. */
            results: components["schemas"]["BulkResult"][];
        };
        /**
         * @description What became of one machine.
         * @enum {string}
         */
        BulkStatus: "done" | "unchanged" | "refused";
        /**
         * @description Days and hours that several schedules share, such as public holidays. What is wished on them is
         *     said by the schedule that uses the calendar.
         */
        CalendarDocument: {
            /** @description Its entries, in any order, overlapping or not. */
            entries?: components["schemas"]["CalendarEntry"][];
            /** @description Calendars whose entries are also its own. None may include itself, through whichever others. */
            includes?: string[];
        };
        /** @description A calendar as a person writes it. */
        CalendarDraft: {
            /** @description Its days and hours. */
            document: components["schemas"]["CalendarDocument"];
            /** @description What to call it. */
            name: string;
        };
        /** @description One entry of a calendar. */
        CalendarEntry: {
            /** @description What to call it. */
            name?: string | null;
            /** @description When it is. */
            when: components["schemas"]["CalendarWhen"];
        };
        /** @description An iCalendar text to make a calendar of. */
        CalendarImportRequest: {
            /**
             * @description The text (RFC 5545), at most 1,000,000 bytes.
             * @example BEGIN:VCALENDAR
             *     VERSION:2.0
             *     BEGIN:VEVENT
             *     UID:1
             *     SUMMARY:Christmas
             *     DTSTART;VALUE=DATE:20261225
             *     END:VEVENT
             *     END:VCALENDAR
             */
            icalendar: string;
            /** @description What to call the calendar. */
            name: string;
        };
        /** @description What became of an iCalendar text. */
        CalendarImportView: {
            calendar: components["schemas"]["CalendarView"] | null;
            /** @description What the text says, in our own form. */
            document: components["schemas"]["CalendarDocument"];
            /** @description What became of each event. */
            report: components["schemas"]["ReportLineView"][];
        };
        /** @description A calendar without its document, which may be long. */
        CalendarSummary: {
            /**
             * Format: date-time
             * @description When it was first saved.
             */
            created_at: string;
            /** @description How many entries it has of its own. */
            entries: number;
            /** @description Its id. */
            id: string;
            /** @description The calendars whose entries are also its own. */
            includes: string[];
            /** @description What its owner calls it. */
            name: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description Counts changes, from 1.
             */
            version: number;
        };
        /** @description How a schedule uses a calendar. */
        CalendarUse: {
            /**
             * @description Which calendar.
             * @example cal_01JZ0000000000000000000000
             */
            calendar: string;
            /** @description What is wished on its entries. */
            wish: components["schemas"]["Wish"];
        };
        /** @description A calendar. */
        CalendarView: {
            /**
             * Format: date-time
             * @description When it was first saved.
             */
            created_at: string;
            /** @description Its days and hours. */
            document: components["schemas"]["CalendarDocument"];
            /**
             * @description Its id.
             * @example cal_01JZ0000000000000000000000
             */
            id: string;
            /** @description What its owner calls it. */
            name: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description Counts changes, from 1; what `If-Match` must name.
             */
            version: number;
        };
        /** @description When an entry of a calendar is. */
        CalendarWhen: {
            /**
             * Format: date
             * @description The first day.
             * @example 2026-12-25
             */
            from: string;
            /**
             * Format: date
             * @description The last day, included.
             * @example 2026-12-26
             */
            to: string;
            /** @enum {string} */
            type: "dates";
        } | {
            /** @description Which days. */
            days: components["schemas"]["DayFilter"];
            /** @enum {string} */
            type: "recurring";
        } | {
            /**
             * @description The first minute.
             * @example 2026-12-24T12:00
             */
            from: string;
            /**
             * @description The first minute after it.
             * @example 2026-12-24T18:00
             */
            to: string;
            /** @enum {string} */
            type: "local";
        } | {
            /**
             * Format: date-time
             * @description The first instant.
             */
            from: string;
            /**
             * Format: date-time
             * @description The first instant after it.
             */
            to: string;
            /** @enum {string} */
            type: "instants";
        };
        /** @description A cloud as it is to be from now on. */
        CloudChange: {
            access?: components["schemas"]["AccessDraft"] | null;
            /** @description What to call it. */
            name: string;
            /**
             * @description The regions PowerDown is to look at, without repetition.
             * @example [
             *       "eu-west-1"
             *     ]
             */
            regions: string[];
        };
        /** @description An AWS account to connect. */
        CloudDraft: {
            /** @description How to enter it. */
            access: components["schemas"]["AccessDraft"];
            /** @description The account's 12 digits. */
            account_id: string;
            /** @description What to call it. */
            name: string;
            /**
             * @description The regions PowerDown is to look at, without repetition.
             * @example [
             *       "eu-west-1"
             *     ]
             */
            regions: string[];
        };
        /** @description A connected AWS account. */
        CloudView: {
            /** @description How it is entered. */
            access: components["schemas"]["AccessView"];
            /** @description The account's 12 digits. */
            account_id: string;
            /**
             * Format: date-time
             * @description When it was connected.
             */
            created_at: string;
            /** @description Whether that worked. */
            health: components["schemas"]["HealthView"];
            /**
             * @description Its id.
             * @example cld_01JZ0000000000000000000000
             */
            id: string;
            launch?: components["schemas"]["LaunchView"] | null;
            /**
             * Format: date-time
             * @description When the last complete inventory was begun.
             */
            machines_seen_at: string | null;
            /** @description What its owner calls it. */
            name: string;
            /** @description The regions PowerDown looks at. */
            regions: string[];
            /**
             * Format: int64
             * @description Grows with every change, those that the scheduler finds included; what `If-Match` must name.
             */
            version: number;
        };
        /** @description A code: the one that the app shows now, or a recovery code. */
        Code: {
            /**
             * @description The code; spaces and dashes do not count.
             * @example 287082
             */
            code: string;
        };
        /** @description What a person logs in with. */
        Credentials: {
            /**
             * @description A code of the second factor, where it is on: the one that the app shows now, or a recovery code.
             * @example 287082
             */
            code?: string | null;
            /**
             * Format: email
             * @description Their address.
             */
            email: string;
            /**
             * Format: password
             * @description Their password.
             */
            password: string;
        };
        /** @description An edge at each firing of a cron expression. */
        CronEdge: {
            /**
             * @description When, in EventBridge's syntax of six fields.
             * @example cron(0 8 ? * MON-FRI *)
             */
            at: string;
            /** @description What to call it. */
            name?: string | null;
            /** @description On or off. */
            wish: components["schemas"]["EdgeWish"];
        };
        /** @description An instant of each day that a filter picks, from which on something is wished. */
        DailyEdge: {
            /**
             * @description When.
             * @example 08:00
             */
            at: string;
            /** @description On which days; every day when absent. */
            days?: components["schemas"]["DayFilter"];
            /** @description What to call it. */
            name?: string | null;
            /** @description On or off. */
            wish: components["schemas"]["EdgeWish"];
        };
        /** @description From a minute up to, not including, another, something else than usual is wished. */
        DatedRange: {
            /**
             * @description Its first minute, on the schedule's wall clock, in the years 1970 to 2200.
             * @example 2026-12-24T12:00
             */
            from: string;
            /** @description What to call it. */
            name?: string | null;
            /**
             * @description The first minute after it.
             * @example 2027-01-02T00:00
             */
            to: string;
            /** @description What is wished meanwhile. */
            wish: components["schemas"]["Wish"];
        };
        /** @description Picks days. All fields that are given must match; without any, every day does. */
        DayFilter: {
            /**
             * @description Such as `1-15`, `L` (last day), `L-2`, `15W` (the weekday nearest to the 15th), `LW`, `28-3`,
             *     `1/2`.
             * @example 1-15
             */
            month_days?: string | null;
            /**
             * @description Such as `jan-mar,dec`, `nov-feb`, `1/3`.
             * @example nov-feb
             */
            months?: string | null;
            /**
             * @description Such as `mon-fri`, `sat#1,sat#3` (first and third Saturday), `friL` (last Friday), `fri-mon`,
             *     `mon-sun/2`.
             * @example mon-fri
             */
            weekdays?: string | null;
        };
        /** @description An instant at which the wish changes. */
        EdgeView: {
            /**
             * Format: date-time
             * @description The first instant of the new wish.
             */
            at: string;
            /** @description What is wished from then on. */
            wish: components["schemas"]["Wish"];
        };
        /**
         * @description What an edge may wish: a start or a stop.
         * @enum {string}
         */
        EdgeWish: "on" | "off";
        /** @description The token of a link in a mail. */
        EmailVerification: {
            /** @description The token, as the link carries it. */
            token: string;
        };
        /**
         * @description What looked like an attack.
         * @enum {string}
         */
        EventKind: "failed-log-in" | "rate-limited" | "decoy-route" | "decoy-field" | "decoy-id" | "probing" | "malformed-token" | "reused-refresh-token" | "impossible-state";
        /** @description Why a machine runs, or does not. */
        ExplanationView: {
            action: components["schemas"]["Action"] | null;
            /** @description Whether the state is what is wished at `at`. */
            agrees: boolean;
            /**
             * Format: date-time
             * @description The instant asked about.
             */
            at: string;
            last_action: components["schemas"]["LastAction"] | null;
            next_edge: components["schemas"]["EdgeView"] | null;
            override: components["schemas"]["OverrideView"] | null;
            /**
             * @description Why it would do that, or nothing.
             * @example already as the schedule wants it
             */
            reason: string;
            schedule: components["schemas"]["ScheduleName"] | null;
            /**
             * @description What is wished, why, and what happens next, in a sentence or two.
             * @example On, by an override on this machine until Fri 2026-11-27 20:00 +01:00: release weekend. Next: off at Fri 2026-11-27 20:00 +01:00, as nothing else is scheduled.
             */
            sentence: string;
            /** @description The machine's newest known state. */
            state: components["schemas"]["MachineState"];
            /** @description What is wished at `at`, overrides counted. */
            wish: components["schemas"]["Wish"];
        };
        /**
         * @description Which part of a list. Machines can be filtered by `cloud`, `region` and `schedule`, the audit trail
         *     by `writer` and `month`.
         */
        ExportFilters: {
            /** @description Only machines of this cloud. */
            cloud?: string | null;
            /** @description Only entries of this month, UTC. */
            month?: string | null;
            /** @description Only machines of this region. */
            region?: string | null;
            /** @description Only machines that follow this schedule. */
            schedule?: string | null;
            /** @description Whose trail: `portal` (when absent), or a cloud and region. */
            writer?: string | null;
        };
        /**
         * @description A kind of file.
         * @enum {string}
         */
        ExportFormat: "csv" | "json-lines";
        /** @description A list to export. */
        ExportRequest: {
            filters?: components["schemas"]["ExportFilters"] | null;
            /** @description As which kind of file. */
            format: components["schemas"]["ExportFormat"];
            /** @description Which list. */
            what: components["schemas"]["ExportWhat"];
        };
        /**
         * @description How far an export is.
         * @enum {string}
         */
        ExportState: "waiting" | "running" | "ready" | "failed";
        /** @description A list as a file. */
        ExportView: {
            /**
             * Format: int64
             * @description Bytes written so far.
             */
            bytes: number;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it is removed.
             */
            expires_at: string;
            /** @description As which kind of file. */
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Its id.
             * @example exp_01JZ0000000000000000000000
             */
            id: string;
            /**
             * Format: int64
             * @description Rows written so far.
             */
            rows: number;
            /** @description How far it is. */
            state: components["schemas"]["ExportState"];
            /** @description Where to download it, once it is ready; a secret. Lists do not show it. */
            url: string | null;
            /**
             * Format: date-time
             * @description When `url` stops working; ask again for another.
             */
            url_expires_at: string | null;
            /** @description Which list. */
            what: components["schemas"]["ExportWhat"];
        };
        /**
         * @description A list that can be exported.
         * @enum {string}
         */
        ExportWhat: "machines" | "schedules" | "audit";
        /** @description A connected account that cannot be reached. */
        FailingCloud: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Why. */
            reason: string;
        };
        /** @description A field that breaks a rule. */
        FieldError: {
            /** @description The field's path in the request, such as `windows[1].from.time`. */
            field: string;
            /** @description The rule it breaks and what would be accepted. */
            message: string;
        };
        /**
         * @description Why a machine follows a schedule.
         * @enum {string}
         */
        FollowedBy: "id" | "selector";
        /** @description The schedule a machine follows. */
        FollowedSchedule: {
            /** @description How it came to be. */
            by: components["schemas"]["FollowedBy"];
            /** @description The schedule. */
            id: string;
        };
        /** @description From a minute up to, not including, another, PowerDown leaves machines as they are. */
        Freeze: {
            /**
             * @description Its first minute, on the schedule's wall clock, in the years 1970 to 2200.
             * @example 2026-12-24T12:00
             */
            from: string;
            /** @description What to call it. */
            name?: string | null;
            /**
             * @description The first minute after it.
             * @example 2027-01-02T00:00
             */
            to: string;
        };
        /** @description The answer. */
        Health: {
            /**
             * @description `ok`.
             * @example ok
             */
            status: string;
            /**
             * @description The version of PowerDown.
             * @example 0.1.0
             */
            version: string;
        };
        /**
         * @description What the scheduler found when it last tried to enter an account.
         * @enum {string}
         */
        HealthStatus: "unverified" | "healthy" | "failed";
        /** @description Whether an account can be entered. */
        HealthView: {
            /**
             * Format: date-time
             * @description When it was tried.
             */
            checked_at: string | null;
            /** @description AWS's own reason when it failed. */
            reason: string | null;
            /** @description The outcome of the last try. */
            status: components["schemas"]["HealthStatus"];
        };
        /** @description How often something happened in an hour. */
        HourCount: {
            /**
             * Format: date-time
             * @description When the hour began.
             */
            at: string;
            /**
             * Format: int64
             * @description How often.
             */
            count: number;
        };
        /** @description How long a schedule is on in a day. */
        HoursOfDay: {
            /**
             * Format: date
             * @description The local day.
             */
            date: string;
            /**
             * Format: double
             * @description Real hours; a day of 25 hours may have 25.
             */
            hours_on: number;
        };
        /** @description One schedule, ready to be saved. */
        ImportedScheduleView: {
            /** @description When machines are to run. */
            document: components["schemas"]["ScheduleDocument"];
            /** @description The instance types that periods ask for, by the period's name. PowerDown changes no types. */
            instance_types: {
                [key: string]: string;
            };
            /** @description What to call it. */
            name: string;
            /** @description The tags by which the other scheduler found its machines. */
            tags: components["schemas"]["TagView"][];
        };
        /**
         * @description A form in which another scheduler writes down its schedules.
         * @enum {string}
         */
        ImportFormat: "instance-scheduler-dynamodb" | "instance-scheduler-yaml" | "instance-scheduler-cloudformation" | "custodian-tag" | "custodian-policy";
        /** @description What another scheduler knows; nothing is stored. */
        ImportRequest: {
            /** @description In which form it is written. */
            format: components["schemas"]["ImportFormat"];
            /** @description The text, at most 1,000,000 bytes. */
            text: string;
            /**
             * @description The IANA zone of schedules that name none.
             * @example Europe/Berlin
             */
            zone: string;
        };
        /**
         * @description What became of a part of a text: it means exactly the same here; it was taken over and means
         *     something else; it was left out.
         * @enum {string}
         */
        ImportVerdict: "exact" | "differs" | "refused";
        /** @description Schedules made from another scheduler's, ready to be saved, and what became of each part. */
        ImportView: {
            /** @description What maps exactly, what differs and how, what was refused and why. */
            report: components["schemas"]["ReportLineView"][];
            /** @description The schedules, in the order of the text. */
            schedules: components["schemas"]["ImportedScheduleView"][];
        };
        /** @description Somebody accepts. */
        InvitationAcceptance: {
            /**
             * Format: password
             * @description The password of a new account; only where one is needed.
             */
            password?: string | null;
            /** @description The token, as the link carries it. */
            token: string;
        };
        /** @description Whom to invite, and to what. */
        InvitationDraft: {
            /**
             * Format: email
             * @description Their address.
             */
            email: string;
            /** @description To which machines; an owner reaches everything. */
            reach: components["schemas"]["Reach"];
            /** @description What they will be allowed. */
            role: components["schemas"]["Role"];
        };
        /** @description What a link leads to. */
        InvitationPreview: {
            /** @description The company that invites. */
            company: string;
            /** @description Whether the person has no account yet and must choose a password. */
            needs_password: boolean;
        };
        /** @description The token of an invitation's link. */
        InvitationToken: {
            /** @description The token, as the link carries it. */
            token: string;
        };
        /** @description An invitation that waits. */
        InvitationView: {
            /**
             * Format: date-time
             * @description When it was sent.
             */
            created_at: string;
            /** @description Who is invited. */
            email: string;
            /**
             * Format: date-time
             * @description When it stops working.
             */
            expires_at: string;
            /**
             * @description Its id.
             * @example inv_01JZ0000000000000000000000
             */
            id: string;
            /** @description Who invites. */
            invited_by: string;
            /** @description To which machines. */
            reach: components["schemas"]["Reach"];
            /** @description What they will be allowed. */
            role: components["schemas"]["Role"];
        };
        /** @description A fresh token. */
        IssuedApiToken: {
            /** @description What is known of it from now on. */
            api_token: components["schemas"]["ApiTokenView"];
            /** @description The token: send it as `Authorization: Bearer …`. It is shown this once. */
            token: string;
        };
        /** @description Why one machine of a request was refused: a problem (RFC 9457) within an answer. */
        ItemProblem: {
            /** @description What happened, and what to do about it. */
            detail?: string | null;
            /** @description The fields at fault. */
            errors?: components["schemas"]["FieldError"][];
            /**
             * Format: int32
             * @description The status that this machine alone would have had.
             */
            status: number;
            /** @description The kind in words. */
            title: string;
            /**
             * @description Names the kind of problem.
             * @example urn:powerdown:problem:not-found
             */
            type: string;
        };
        /**
         * @description What a key is for.
         * @enum {string}
         */
        KeyUse: "session-signing" | "people" | "company";
        /** @description A key. */
        KeyView: {
            /**
             * Format: int32
             * @description How many days ago that was.
             */
            age_days: number;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description What it is for. */
            kind: components["schemas"]["KeyUse"];
            /**
             * Format: int32
             * @description Its number, from 1; the newest counts, and for a while the signing key before.
             */
            number: number;
            /** @description Its KMS key: `pii` or `session`. */
            purpose: string;
            /**
             * Format: date-time
             * @description When the next one takes its place; absent where that has happened.
             */
            rotates_at?: string | null;
        };
        /** @description How often something happened. */
        KindCount: {
            /**
             * Format: int64
             * @description How often.
             */
            count: number;
            /** @description What. */
            kind: components["schemas"]["EventKind"];
        };
        /** @description What PowerDown last tried on a machine. */
        LastAction: {
            /** @description What was asked of EC2. */
            action: components["schemas"]["Action"];
            /**
             * Format: date-time
             * @description When it was asked.
             */
            at: string;
            /** @description Whether EC2 took it. */
            outcome: components["schemas"]["Outcome"];
            /** @description Why it was asked or, when it failed, the cause in plain words. */
            reason: string;
        };
        /** @description What is to be done in an account that is entered by a role. */
        LaunchView: {
            /** @description What the role's trust policy must demand. */
            external_id: string;
            /** @description Leads to CloudFormation with our stack's form filled in, the external id included. */
            launch_url: string;
        };
        /** @description A level, and since when. */
        LevelView: {
            /** @description How serious it is. */
            level: components["schemas"]["ThreatLevel"];
            /**
             * Format: date-time
             * @description Since when; absent where nothing happened within a day.
             */
            since?: string | null;
        };
        /**
         * @description How a machine was bought.
         * @enum {string}
         */
        Lifecycle: "on-demand" | "spot";
        /**
         * @description An instance's state, by EC2's own names.
         * @enum {string}
         */
        MachineState: "pending" | "running" | "stopping" | "stopped" | "shutting-down" | "terminated";
        /** @description An EC2 instance of a connected account. */
        MachineView: {
            /** @description The cloud. */
            cloud_id: string;
            /** @description Schedules whose selectors claim it with equal priority; while there are any, no selector counts. */
            conflict: string[];
            /**
             * @description Its id: cloud, region and instance.
             * @example cld_01JZ0000000000000000000000:us-east-1:i-0123456789abcdef0
             */
            id: string;
            /** @description EC2's id. */
            instance_id: string;
            last_action: components["schemas"]["LastAction"] | null;
            /**
             * Format: date-time
             * @description When EC2 last launched or started it.
             */
            launched_at: string;
            /** @description How it was bought. */
            lifecycle: components["schemas"]["Lifecycle"];
            /** @description Its `Name` tag. */
            name: string | null;
            /**
             * Format: date-time
             * @description When PowerDown looks at it again by itself, outside its schedule's edges.
             */
            next_attempt_at: string | null;
            override: components["schemas"]["OverrideView"] | null;
            /**
             * @description EC2's platform details.
             * @example Linux/UNIX
             */
            platform: string;
            /** @description The region in it. */
            region: string;
            /**
             * Format: int64
             * @description Grows by one with each change.
             */
            rev: number;
            schedule: components["schemas"]["FollowedSchedule"] | null;
            /** @description Its newest known state. */
            state: components["schemas"]["MachineState"];
            /**
             * Format: date-time
             * @description Since when it is in that state.
             */
            state_at: string;
            /** @description All its tags. */
            tags: {
                [key: string]: string;
            };
            /**
             * @description EC2's name of its size.
             * @example m5.large
             */
            type: string;
            wish: components["schemas"]["Wish"] | null;
            /**
             * @description The availability zone.
             * @example us-east-1a
             */
            zone: string;
        };
        /**
         * @description What a start or stop by hand means: it holds until the next edge, or it is undone.
         * @enum {string}
         */
        ManualChange: "respect" | "enforce";
        /** @description What a member is to be allowed. */
        MemberDraft: {
            /** @description To which machines; an owner reaches everything. */
            reach: components["schemas"]["Reach"];
            /** @description What they may do. */
            role: components["schemas"]["Role"];
        };
        /** @description Somebody who belongs to the company. */
        MemberView: {
            /** @description Their address. */
            email: string | null;
            /** @description To which machines. */
            reach: components["schemas"]["Reach"];
            /** @description What they may do. */
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @description When they joined.
             */
            since: string;
            /**
             * @description The person.
             * @example usr_01JZ0000000000000000000000
             */
            user_id: string;
        };
        /**
         * @description What happens to a machine that newly follows a schedule: it is brought to what the schedule wants
         *     at once; started at once, but not stopped before the next off-edge; or nothing before the next edge.
         * @enum {string}
         */
        NewMachines: "act" | "start-only" | "wait";
        /**
         * @description EC2's answer. `accepted`: that the machine got there shows in its state.
         * @enum {string}
         */
        Outcome: "accepted" | "failed";
        /** @description What a person wants for a while, whatever schedules say. It ends by itself. */
        OverrideDraft: {
            /** @description On: keep on. Off: keep off. Hands off: leave it as it is. */
            keep: components["schemas"]["Wish"];
            /**
             * @description Why.
             * @example release weekend
             */
            reason: string;
            /**
             * Format: date-time
             * @description The first instant at which it no longer counts: in the future, within 366 days.
             */
            until: string;
        };
        /** @description What a person wants for a while, whatever schedules say. */
        OverrideView: {
            /** @description On: kept on. Off: kept off. Hands off: left as it is. */
            keep: components["schemas"]["Wish"];
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description Since when it counts.
             */
            set_at: string;
            /** @description Who set it. */
            set_by: components["schemas"]["PersonView"];
            /**
             * Format: date-time
             * @description The first instant at which it no longer counts.
             */
            until: string;
        };
        /** @description One of a person's own log-ins. */
        OwnSession: {
            /**
             * @description With what they logged in, as far as it is well known.
             * @example Firefox on Linux
             */
            agent?: string | null;
            /**
             * Format: date-time
             * @description When they logged in.
             */
            created_at: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /**
             * Format: date-time
             * @description When it ends by itself.
             */
            expires_at: string;
            /**
             * @description Its name, for ending it.
             * @example sess_01JZ0000000000000000000000
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last used, to within ten minutes.
             */
            last_used_at: string;
        };
        /** @description Part of a list. */
        Page_ApiTokenView: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description Who made it. It may never do more than they may. */
                created_by: string;
                /**
                 * Format: date-time
                 * @description When it stops working.
                 */
                expires_at: string;
                /**
                 * @description Its id.
                 * @example tok_01JZ0000000000000000000000
                 */
                id: string;
                /**
                 * Format: date
                 * @description The day on which it was last used, UTC.
                 */
                last_used: string | null;
                /** @description What it is called. */
                name: string;
                /** @description To which machines. */
                reach: components["schemas"]["Reach"];
                /** @description What it may be used for. */
                scopes: components["schemas"]["Scope"][];
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        Page_AuditEntryView: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /**
                 * @description What was done.
                 * @example schedule.create
                 */
                action: string;
                /** @description Who did it. */
                actor: components["schemas"]["ActorView"];
                /**
                 * Format: date-time
                 * @description When it was written.
                 */
                at: string;
                /** @description A sentence. */
                detail: string;
                /** @description SHA-256 over all of the above, 64 hexadecimal digits. */
                hash: string;
                /**
                 * Format: int64
                 * @description Its place among the writer's entries, from 1.
                 */
                number: number;
                /** @description How it ended. */
                outcome: components["schemas"]["AuditOutcome"];
                /** @description The hash of the entry before; 64 zeros for the first. */
                previous: string;
                /** @description To what: ids. */
                subjects: string[];
                /**
                 * @description Who wrote it: `portal`, or the scheduler in a cloud's region.
                 * @example portal
                 */
                writer: string;
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        Page_AuditWriterView: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /**
                 * Format: int64
                 * @description How many entries there are.
                 */
                entries: number;
                /**
                 * Format: date-time
                 * @description When the last one was written; absent where that was before PowerDown kept it.
                 */
                last_at: string | null;
                /** @description `portal`, or a cloud and region. */
                writer: string;
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        Page_CalendarSummary: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /**
                 * Format: date-time
                 * @description When it was first saved.
                 */
                created_at: string;
                /** @description How many entries it has of its own. */
                entries: number;
                /** @description Its id. */
                id: string;
                /** @description The calendars whose entries are also its own. */
                includes: string[];
                /** @description What its owner calls it. */
                name: string;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description Counts changes, from 1.
                 */
                version: number;
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        Page_CloudView: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /** @description How it is entered. */
                access: components["schemas"]["AccessView"];
                /** @description The account's 12 digits. */
                account_id: string;
                /**
                 * Format: date-time
                 * @description When it was connected.
                 */
                created_at: string;
                /** @description Whether that worked. */
                health: components["schemas"]["HealthView"];
                /**
                 * @description Its id.
                 * @example cld_01JZ0000000000000000000000
                 */
                id: string;
                launch?: components["schemas"]["LaunchView"] | null;
                /**
                 * Format: date-time
                 * @description When the last complete inventory was begun.
                 */
                machines_seen_at: string | null;
                /** @description What its owner calls it. */
                name: string;
                /** @description The regions PowerDown looks at. */
                regions: string[];
                /**
                 * Format: int64
                 * @description Grows with every change, those that the scheduler finds included; what `If-Match` must name.
                 */
                version: number;
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        Page_ExportView: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /**
                 * Format: int64
                 * @description Bytes written so far.
                 */
                bytes: number;
                /**
                 * Format: date-time
                 * @description When it was asked for.
                 */
                created_at: string;
                /**
                 * Format: date-time
                 * @description When it is removed.
                 */
                expires_at: string;
                /** @description As which kind of file. */
                format: components["schemas"]["ExportFormat"];
                /**
                 * @description Its id.
                 * @example exp_01JZ0000000000000000000000
                 */
                id: string;
                /**
                 * Format: int64
                 * @description Rows written so far.
                 */
                rows: number;
                /** @description How far it is. */
                state: components["schemas"]["ExportState"];
                /** @description Where to download it, once it is ready; a secret. Lists do not show it. */
                url: string | null;
                /**
                 * Format: date-time
                 * @description When `url` stops working; ask again for another.
                 */
                url_expires_at: string | null;
                /** @description Which list. */
                what: components["schemas"]["ExportWhat"];
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        Page_InvitationView: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /**
                 * Format: date-time
                 * @description When it was sent.
                 */
                created_at: string;
                /** @description Who is invited. */
                email: string;
                /**
                 * Format: date-time
                 * @description When it stops working.
                 */
                expires_at: string;
                /**
                 * @description Its id.
                 * @example inv_01JZ0000000000000000000000
                 */
                id: string;
                /** @description Who invites. */
                invited_by: string;
                /** @description To which machines. */
                reach: components["schemas"]["Reach"];
                /** @description What they will be allowed. */
                role: components["schemas"]["Role"];
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        Page_MachineView: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /** @description The cloud. */
                cloud_id: string;
                /** @description Schedules whose selectors claim it with equal priority; while there are any, no selector counts. */
                conflict: string[];
                /**
                 * @description Its id: cloud, region and instance.
                 * @example cld_01JZ0000000000000000000000:us-east-1:i-0123456789abcdef0
                 */
                id: string;
                /** @description EC2's id. */
                instance_id: string;
                last_action: components["schemas"]["LastAction"] | null;
                /**
                 * Format: date-time
                 * @description When EC2 last launched or started it.
                 */
                launched_at: string;
                /** @description How it was bought. */
                lifecycle: components["schemas"]["Lifecycle"];
                /** @description Its `Name` tag. */
                name: string | null;
                /**
                 * Format: date-time
                 * @description When PowerDown looks at it again by itself, outside its schedule's edges.
                 */
                next_attempt_at: string | null;
                override: components["schemas"]["OverrideView"] | null;
                /**
                 * @description EC2's platform details.
                 * @example Linux/UNIX
                 */
                platform: string;
                /** @description The region in it. */
                region: string;
                /**
                 * Format: int64
                 * @description Grows by one with each change.
                 */
                rev: number;
                schedule: components["schemas"]["FollowedSchedule"] | null;
                /** @description Its newest known state. */
                state: components["schemas"]["MachineState"];
                /**
                 * Format: date-time
                 * @description Since when it is in that state.
                 */
                state_at: string;
                /** @description All its tags. */
                tags: {
                    [key: string]: string;
                };
                /**
                 * @description EC2's name of its size.
                 * @example m5.large
                 */
                type: string;
                wish: components["schemas"]["Wish"] | null;
                /**
                 * @description The availability zone.
                 * @example us-east-1a
                 */
                zone: string;
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        Page_MemberView: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /** @description Their address. */
                email: string | null;
                /** @description To which machines. */
                reach: components["schemas"]["Reach"];
                /** @description What they may do. */
                role: components["schemas"]["Role"];
                /**
                 * Format: date-time
                 * @description When they joined.
                 */
                since: string;
                /**
                 * @description The person.
                 * @example usr_01JZ0000000000000000000000
                 */
                user_id: string;
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        Page_OwnSession: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /**
                 * @description With what they logged in, as far as it is well known.
                 * @example Firefox on Linux
                 */
                agent?: string | null;
                /**
                 * Format: date-time
                 * @description When they logged in.
                 */
                created_at: string;
                /** @description Whether it is the one that asks. */
                current: boolean;
                /**
                 * Format: date-time
                 * @description When it ends by itself.
                 */
                expires_at: string;
                /**
                 * @description Its name, for ending it.
                 * @example sess_01JZ0000000000000000000000
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description When it was last used, to within ten minutes.
                 */
                last_used_at: string;
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        Page_ScheduleSummary: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /**
                 * Format: date-time
                 * @description When it was first saved.
                 */
                created_at: string;
                document?: components["schemas"]["ScheduleDocument"] | null;
                /** @description What it wants now, why, and what happens next, in a sentence or two. */
                explanation: string;
                /** @description Its id. */
                id: string;
                /**
                 * Format: int64
                 * @description How many machines follow it.
                 */
                machines: number;
                /** @description What its owner calls it. */
                name: string;
                next_edge: components["schemas"]["EdgeView"] | null;
                override: components["schemas"]["OverrideView"] | null;
                /** @description Which machines follow it, besides those assigned by id. */
                selectors: components["schemas"]["Selector"][];
                /**
                 * Format: date-time
                 * @description When it was last changed by a person.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description Counts changes, from 1.
                 */
                version: number;
                /** @description What it wants now, its override counted. */
                wish_now: components["schemas"]["Wish"];
                /**
                 * @description The zone of its days and hours.
                 * @example Europe/Berlin
                 */
                zone: string;
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        Page_SecurityEventView: {
            /** @description The things. A page may be short, or empty, and still not be the last. */
            items: ({
                /**
                 * Format: date-time
                 * @description The first time.
                 */
                at: string;
                /**
                 * Format: int64
                 * @description How often.
                 */
                count: number;
                /** @description What it was about, such as the path or the field. */
                detail: string;
                /** @description What it was. */
                kind: components["schemas"]["EventKind"];
                /**
                 * Format: date-time
                 * @description The last time.
                 */
                last_at: string;
                /**
                 * @description Where it came from: a keyed hash of the network, the same for the same one. Absent for what
                 *     concerned no company.
                 */
                source?: string | null;
                /** @description Who was logged in, or whom the log-in was for. */
                user_id?: string | null;
            } | {
                [key: string]: unknown;
            })[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
        /** @description One's own new password. */
        PasswordChange: {
            /**
             * Format: password
             * @description The password of now.
             */
            current: string;
            /**
             * Format: password
             * @description The new one. Well-known ones, one's own address and the company's name are refused.
             */
            new: string;
        };
        /** @description A new password, by the link in the mail. */
        PasswordReset: {
            /**
             * Format: password
             * @description The new password; as in `PasswordChange`.
             */
            password: string;
            /** @description The token, as the link carries it. */
            token: string;
        };
        /** @description Who forgot their password. */
        PasswordResetRequest: {
            /**
             * Format: email
             * @description The address that they signed up with.
             */
            email: string;
        };
        /**
         * @description A stretch of each day that a filter picks. An `end` before `begin` is on the next day; the filter
         *     is about the day on which the period begins.
         */
        Period: {
            /**
             * @description Its first minute, 00:00 to 23:59.
             * @example 08:00
             */
            begin: string;
            /** @description On which days it begins; every day when absent. */
            days?: components["schemas"]["DayFilter"];
            /**
             * @description The first minute after it, 00:01 to 24:00.
             * @example 18:00
             */
            end: string;
            /** @description What to call it. */
            name?: string | null;
            /** @description What is wished in it; on when absent. */
            wish?: components["schemas"]["Wish"];
        };
        /** @description A person of the same company. */
        PersonView: {
            /** @description Their address; absent for somebody who has left the company. */
            email: string | null;
            /**
             * @description Their id.
             * @example usr_01JZ0000000000000000000000
             */
            id: string;
        };
        /** @description An instant at which the wish changes, as people of the zone see it. */
        PreviewEdge: {
            /**
             * Format: date-time
             * @description The first instant of the new wish.
             */
            at: string;
            /**
             * @description What decides from then on, as the rest of a sentence.
             * @example as nothing else is scheduled
             */
            because: string;
            /**
             * @description The same on the wall clock.
             * @example Fri 2026-11-27 17:00
             */
            local: string;
            /**
             * @description The wall clock's offset from universal time at that instant.
             * @example +01:00
             */
            offset: string;
            /** @description What is wished from then on. */
            wish: components["schemas"]["Wish"];
        };
        /** @description A schedule document to look at; nothing is stored. */
        PreviewRequest: {
            /** @description The document. */
            document: components["schemas"]["ScheduleDocument"];
            /**
             * Format: date-time
             * @description From when on; now when absent. In the years 1970 to 2200.
             */
            from?: string | null;
        };
        /** @description What a schedule does in the fourteen days from an instant on, without anybody's override. */
        PreviewView: {
            /** @description When the wish changes from `from` up to, not including, `to`. */
            edges: components["schemas"]["PreviewEdge"][];
            /**
             * Format: date-time
             * @description The instant asked about.
             */
            from: string;
            /** @description How long it is on on each local day that lies wholly or in part between `from` and `to`. */
            hours_on_by_day: components["schemas"]["HoursOfDay"][];
            /**
             * Format: double
             * @description Hours on a week, the average of the four weeks from `from` on.
             */
            hours_on_per_week: number;
            /** @description Whether there are more edges than are listed. */
            more_edges: boolean;
            /** @description What it wants at `from`, why, and what happens next, in a sentence or two. */
            sentence: string;
            /**
             * Format: double
             * @description The share of the same four weeks in which it wants machines off.
             */
            share_off: number;
            /**
             * Format: date-time
             * @description Fourteen days later.
             */
            to: string;
            /** @description What it wants at `from`. */
            wish_now: components["schemas"]["Wish"];
            /** @description The zone of all wall clocks below. */
            zone: string;
        };
        /** @description A problem as RFC 9457 writes it. */
        Problem: {
            /** @description What happened this time and what to do about it. */
            detail?: string | null;
            /** @description The fields at fault. */
            errors?: components["schemas"]["FieldError"][];
            /** @description Names the request in our log. */
            request_id: string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The kind in words, the same for every problem of the kind. */
            title: string;
            /**
             * @description Names the kind of problem: `urn:powerdown:problem:` and a stable word.
             * @example urn:powerdown:problem:not-found
             */
            type: string;
        };
        /** @description To which machines somebody's role extends; the others are not there for them. */
        Reach: {
            /** @enum {string} */
            type: "everything";
        } | {
            /** @description Their ids, each once. */
            clouds: string[];
            /** @enum {string} */
            type: "clouds";
        } | {
            /** @description The tag's key. */
            key: string;
            /** @enum {string} */
            type: "tag";
            /** @description The tag's value. */
            value: string;
        };
        /** @description Recovery codes, shown once. Each works once in the place of a code of the app. */
        RecoveryCodesView: {
            /** @description The codes. */
            recovery_codes: string[];
        };
        /** @description What became of one part of a text. */
        ReportLineView: {
            /** @description The part, such as `schedule office, period weekdays`. */
            subject: string;
            /** @description How and why, in a sentence. */
            text: string;
            /** @description What became of it. */
            verdict: components["schemas"]["ImportVerdict"];
        };
        /**
         * @description What a member may do: a viewer sees, an operator also assigns machines and overrides their schedules,
         *     an admin also connects clouds and writes schedules and calendars, an owner also manages people and the company.
         * @enum {string}
         */
        Role: "viewer" | "operator" | "admin" | "owner";
        /**
         * @description When machines are to run, on the wall clock of one zone. At least one of `windows`, `periods`,
         *     `edges`, `cron` and `otherwise` must be given. Strongest first: freezes, exceptions, calendars in
         *     their order, windows and periods (off beats on), edges and cron, `otherwise`.
         */
        ScheduleDocument: {
            /** @description How machines that people touch by hand are treated. */
            behaviour?: components["schemas"]["Behaviour"];
            /** @description Calendars, the first of which decides; each once. */
            calendars?: components["schemas"]["CalendarUse"][];
            /** @description Cron expressions that fire such edges. */
            cron?: components["schemas"]["CronEdge"][];
            /**
             * @description Single instants of the days that a filter picks. If edges and cron expressions say both on and
             *     off, each holds until the next one. If they say only one, each holds until the end of its day.
             */
            edges?: components["schemas"]["DailyEdge"][];
            /** @description Dated exceptions. Of two, the one within the other decides. */
            exceptions?: components["schemas"]["DatedRange"][];
            /** @description Change freezes: PowerDown leaves machines as they are. */
            freezes?: components["schemas"]["Freeze"][];
            /**
             * Format: int32
             * @description Off-time of at most so many minutes between two on-windows is on as well.
             */
            join_gap_minutes?: number;
            otherwise?: components["schemas"]["Wish"] | null;
            /** @description Stretches of the days that a filter picks. */
            periods?: components["schemas"]["Period"][];
            /** @description Stretches of every week. */
            windows?: components["schemas"]["WeeklyWindow"][];
            /**
             * @description The IANA zone whose wall clock counts.
             * @example Europe/Berlin
             */
            zone: string;
        };
        /** @description A schedule as a person writes it. */
        ScheduleDraft: {
            /** @description When machines are to run. */
            document: components["schemas"]["ScheduleDocument"];
            /** @description What to call it. */
            name: string;
            /** @description Which machines follow it, besides those assigned by id; none when absent. */
            selectors?: components["schemas"]["Selector"][];
        };
        /** @description A schedule by its name. */
        ScheduleName: {
            /** @description Its id. */
            id: string;
            /** @description What its owner calls it. */
            name: string;
        };
        /** @description A schedule in a list. */
        ScheduleSummary: {
            /**
             * Format: date-time
             * @description When it was first saved.
             */
            created_at: string;
            document?: components["schemas"]["ScheduleDocument"] | null;
            /** @description What it wants now, why, and what happens next, in a sentence or two. */
            explanation: string;
            /** @description Its id. */
            id: string;
            /**
             * Format: int64
             * @description How many machines follow it.
             */
            machines: number;
            /** @description What its owner calls it. */
            name: string;
            next_edge: components["schemas"]["EdgeView"] | null;
            override: components["schemas"]["OverrideView"] | null;
            /** @description Which machines follow it, besides those assigned by id. */
            selectors: components["schemas"]["Selector"][];
            /**
             * Format: date-time
             * @description When it was last changed by a person.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description Counts changes, from 1.
             */
            version: number;
            /** @description What it wants now, its override counted. */
            wish_now: components["schemas"]["Wish"];
            /**
             * @description The zone of its days and hours.
             * @example Europe/Berlin
             */
            zone: string;
        };
        /** @description A schedule. */
        ScheduleView: {
            /**
             * Format: date-time
             * @description When it was first saved.
             */
            created_at: string;
            /** @description When machines are to run. */
            document: components["schemas"]["ScheduleDocument"];
            /**
             * @description What it wants now, why, and what happens next, in a sentence or two.
             * @example On, by the period mon-fri, 08:00 to 18:00. Next: off at Fri 2026-11-27 18:00 +01:00, as nothing else is scheduled.
             */
            explanation: string;
            /**
             * @description Its id.
             * @example sch_01JZ0000000000000000000000
             */
            id: string;
            /**
             * Format: int64
             * @description How many machines follow it.
             */
            machines: number;
            /** @description What its owner calls it. */
            name: string;
            next_edge: components["schemas"]["EdgeView"] | null;
            override: components["schemas"]["OverrideView"] | null;
            /** @description Which machines follow it, besides those assigned by id. */
            selectors: components["schemas"]["Selector"][];
            /**
             * Format: date-time
             * @description When it was last changed by a person.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description Counts changes, from 1; what `If-Match` must name.
             */
            version: number;
            /** @description What it wants now, its override counted. */
            wish_now: components["schemas"]["Wish"];
        };
        /**
         * @description What an API token may be used for. Writing includes reading.
         * @enum {string}
         */
        Scope: "machines:read" | "machines:write" | "schedules:read" | "schedules:write" | "calendars:read" | "calendars:write" | "clouds:read" | "clouds:write" | "audit:read";
        /** @description What an app needs to make codes. Shown once. */
        SecondFactorSecret: {
            /**
             * @description The seed in base 32, for typing.
             * @example GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
             */
            secret: string;
            /** @description The same with all that an app wants to know, for a QR code. */
            uri: string;
        };
        /** @description How one stands with one's second factor. */
        SecondFactorView: {
            /** @description Whether log-ins need a code. */
            enabled: boolean;
            /** @description How many recovery codes were not used yet. */
            recovery_codes_left: number;
            /**
             * Format: date-time
             * @description Since when.
             */
            since?: string | null;
        };
        /** @description Something that looked like an attack, once or several times within ten minutes. */
        SecurityEventView: {
            /**
             * Format: date-time
             * @description The first time.
             */
            at: string;
            /**
             * Format: int64
             * @description How often.
             */
            count: number;
            /** @description What it was about, such as the path or the field. */
            detail: string;
            /** @description What it was. */
            kind: components["schemas"]["EventKind"];
            /**
             * Format: date-time
             * @description The last time.
             */
            last_at: string;
            /**
             * @description Where it came from: a keyed hash of the network, the same for the same one. Absent for what
             *     concerned no company.
             */
            source?: string | null;
            /** @description Who was logged in, or whom the log-in was for. */
            user_id?: string | null;
        };
        /** @description How safe the company is. */
        SecurityView: {
            /**
             * Format: int64
             * @description API tokens that work now; at most 1,000 are counted.
             */
            api_tokens: number;
            /** @description The audit trail. */
            audit: components["schemas"]["AuditStanding"];
            /**
             * Format: int64
             * @description Within a day, how often something was done that nobody does who uses PowerDown as it is meant.
             */
            canaries: number;
            /** @description Connected accounts that cannot be reached. */
            clouds_failing: components["schemas"]["FailingCloud"][];
            /** @description Refused log-ins of the company's people in each of the last 24 hours, the oldest first. */
            failed_log_ins: components["schemas"]["HourCount"][];
            /** @description What is going on against the whole installation. */
            installation: components["schemas"]["LevelView"];
            /** @description The keys that sessions and data hang on. */
            keys: components["schemas"]["KeyView"][];
            /**
             * Format: int64
             * @description From how many networks calls were refused within a day because they came too often.
             */
            limited_sources: number;
            /**
             * Format: int64
             * @description Sessions of the company's people that have not ended; at most 2,000 are counted.
             */
            sessions: number;
            /** @description What is going on against the company. */
            threat: components["schemas"]["ThreatView"];
        };
        /** @description Picks machines by their tags. All its conditions must hold. */
        Selector: {
            /** @description Only machines of this cloud; all clouds when absent. */
            cloud_id?: string | null;
            /**
             * Format: int32
             * @description The highest priority among the matching selectors wins.
             */
            priority: number;
            /** @description Conditions on tags, all of which must hold. */
            tags: components["schemas"]["TagCondition"][];
        };
        /** @description A company that a person belongs to. */
        SessionMembership: {
            /** @description Its name. */
            name: string;
            /** @description What the person may do there. */
            role: components["schemas"]["Role"];
            /**
             * @description Its id.
             * @example ten_01JZ0000000000000000000000
             */
            tenant: string;
        };
        /** @description A company. */
        SessionTenant: {
            /**
             * @description Its id.
             * @example ten_01JZ0000000000000000000000
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description The IANA zone in which its days and months are counted. */
            time_zone: string;
        };
        /** @description A person. */
        SessionUser: {
            /** @description Their address. */
            email: string;
            /**
             * @description Their id.
             * @example usr_01JZ0000000000000000000000
             */
            id: string;
        };
        /** @description A session, in the words of the person whose it is. */
        SessionView: {
            /**
             * Format: date-time
             * @description When the session cookie stops working; refresh the session by then.
             */
            expires_at: string;
            /** @description All companies they belong to, this one included; oldest first. `PUT /session/tenant` goes over. */
            memberships: components["schemas"]["SessionMembership"][];
            /** @description To which machines. */
            reach: components["schemas"]["Reach"];
            /** @description What the person may do there. */
            role: components["schemas"]["Role"];
            /** @description The company. */
            tenant: components["schemas"]["SessionTenant"];
            /** @description The person. */
            user: components["schemas"]["SessionUser"];
        };
        /** @description What happens next. */
        SignUpAnswer: {
            /** @description A sentence for the person; the same whether the address is known or not. */
            message: string;
        };
        /** @description A company that wants to join, and its owner. */
        SignUpDraft: {
            /**
             * @description The company's name.
             * @example Analytical Engines Ltd
             */
            company: string;
            /**
             * Format: email
             * @description The owner's address.
             */
            email: string;
            /**
             * Format: password
             * @description The owner's password.
             */
            password: string;
            /**
             * @description The IANA zone in which the company's days and months are counted; UTC when absent.
             * @example Europe/London
             */
            time_zone?: string | null;
        };
        /** @description A ticket for one WebSocket: `GET /ws?ticket=…`, once, within 30 seconds. */
        SocketTicket: {
            /**
             * Format: date-time
             * @description When it stops working.
             */
            expires_at: string;
            /** @description The ticket. */
            ticket: string;
        };
        /** @description A tag that must be present and, if a value is given, have exactly that value. */
        TagCondition: {
            /** @description The tag's key; case counts. */
            key: string;
            /** @description The tag's value; case counts; any value when absent. */
            value?: string | null;
        };
        /** @description A tag with its value. */
        TagView: {
            /** @description The key. */
            key: string;
            /** @description The value. */
            value: string;
        };
        /** @description Documents to begin with. */
        TemplateList: {
            /** @description The templates. */
            items: components["schemas"]["TemplateView"][];
        };
        /** @description A document to begin with. */
        TemplateView: {
            /** @description When it runs, in a sentence. */
            description: string;
            /** @description The document, in the zone that was asked for. */
            document: components["schemas"]["ScheduleDocument"];
            /**
             * @description A name that stays.
             * @example business-hours
             */
            key: string;
            /** @description What to call it. */
            title: string;
        };
        /** @description Which company to go over to. */
        TenantChoice: {
            /**
             * @description Its id.
             * @example ten_01JZ0000000000000000000000
             */
            tenant: string;
        };
        /** @description A company's settings as its owner writes them. */
        TenantDraft: {
            /**
             * @description The company's name.
             * @example Analytical Engines Ltd
             */
            name: string;
            /**
             * @description The IANA zone in which its days and months are counted.
             * @example Europe/London
             */
            time_zone: string;
        };
        /** @description A company. */
        TenantView: {
            /**
             * Format: date-time
             * @description When it signed up.
             */
            created_at: string;
            /**
             * @description Its id.
             * @example ten_01JZ0000000000000000000000
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description The IANA zone in which its days and months are counted. */
            time_zone: string;
            /**
             * Format: int64
             * @description Counts changes; `If-Match` names it.
             */
            version: number;
        };
        /**
         * @description How serious it is.
         * @enum {string}
         */
        ThreatLevel: "calm" | "watchful" | "under-attack";
        /** @description A level and what it rests on. */
        ThreatView: {
            /** @description How serious it is. */
            level: components["schemas"]["ThreatLevel"];
            /**
             * Format: int32
             * @description What the events of the last day weigh now. From 10 on the level is `watchful`, from 60 on
             *     `under-attack`; half of it is gone after half an hour.
             */
            score: number;
            /**
             * Format: date-time
             * @description Since when; absent where nothing happened within a day.
             */
            since?: string | null;
            /** @description What happened within a day, the heaviest first. */
            why: components["schemas"]["KindCount"][];
        };
        /** @description What the last verification of the audit trail found. */
        VerificationStanding: {
            /**
             * Format: date-time
             * @description When it was.
             */
            at: string;
            /** @description Who asked for it. */
            user_id: string;
            /** @description Whether all that was looked at holds. */
            verified: boolean;
            /** @description Whether all of them were; otherwise a month, or the newest 20,000. */
            whole: boolean;
            /**
             * @description Whose entries were looked at.
             * @example portal
             */
            writer: string;
        };
        /**
         * @description A day of the week, Monday first.
         * @enum {string}
         */
        Weekday: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
        /**
         * @description A stretch of every week, from one point of it up to, not including, another. `to` may be earlier
         *     in the week than `from`: the window then crosses midnight, days or the week's end. The two may not
         *     be equal.
         */
        WeeklyWindow: {
            /** @description The first minute of the window. */
            from: components["schemas"]["WeekPoint"];
            /** @description What to call it. */
            name?: string | null;
            /** @description The first minute after it. */
            to: components["schemas"]["WeekPoint"];
            /** @description What is wished in it; on when absent. */
            wish?: components["schemas"]["Wish"];
        };
        /** @description A point of the week on the wall clock of the schedule's zone. */
        WeekPoint: {
            /** @description The day. */
            day: components["schemas"]["Weekday"];
            /**
             * @description `HH:MM` from 00:00 to 23:59.
             * @example 08:30
             */
            time: string;
        };
        /**
         * @description What a schedule wants a machine to be; `hands-off`: as it is.
         * @enum {string}
         */
        Wish: "on" | "off" | "hands-off";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listApiTokens: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: created_at, created_by, expires_at, id, last_used, name, reach, scopes. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description The order; `created_at` when absent. */
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ApiTokenView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat: sent again within a day with the same key and the same body, it is answered as before (`idempotent-replayed: true`) and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiTokenDraft"];
            };
        };
        responses: {
            /** @description The token. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiToken"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The company has as many as it may. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id. */
                api_token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such token. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: action, actor, at, detail, hash, number, outcome, previous, subjects, writer. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description Only those of one month, UTC, such as `2026-11`. */
                month?: string;
                /** @description The order; `-at` when absent. */
                sort?: "at" | "-at";
                /** @description Whose entries: `portal` (when absent), or a cloud and region. `GET /audit-writers` lists them. */
                writer?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditEntryView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuditVerificationRequest"];
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerificationView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditWriters: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: entries, last_at, writer. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description The order; `writer` when absent. */
                sort?: "writer" | "-writer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The writers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditWriterView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCalendars: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: created_at, entries, id, includes, name, updated_at, version. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description The order; `created_at` when absent. */
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendars. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CalendarSummary"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat: sent again within a day with the same key and the same body, it is answered as before (`idempotent-replayed: true`) and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarDraft"];
            };
        };
        responses: {
            /** @description Saved. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There are as many calendars as there may be. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what is known already. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The calendar. */
                calendar_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar. */
            200: {
                headers: {
                    /** @description Its version and a digest. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarView"];
                };
            };
            /** @description As known; without a body. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such calendar. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCalendar: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that is replaced, in quotes: `"3"`. */
                "If-Match": string;
            };
            path: {
                /** @description The calendar. */
                calendar_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarDraft"];
            };
        };
        responses: {
            /** @description Replaced. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such calendar. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A schedule that uses it would no longer be right; the detail names it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `If-Match` is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only this version, in quotes; any when absent. */
                "If-Match"?: string;
            };
            path: {
                /** @description The calendar. */
                calendar_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such calendar. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Schedules or calendars use it; the detail names them. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importCalendar: {
        parameters: {
            query?: {
                /** @description Only say what would come of it; false when absent. */
                dry_run?: boolean;
            };
            header?: {
                /** @description Makes the call safe to repeat: sent again within a day with the same key and the same body, it is answered as before (`idempotent-replayed: true`) and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarImportRequest"];
            };
        };
        responses: {
            /** @description What would come of it; nothing was saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarImportView"];
                };
            };
            /** @description Saved. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarImportView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There are as many calendars as there may be. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClouds: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: access, account_id, created_at, health, id, launch, machines_seen_at, name, regions, version. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description The order; `created_at` when absent. */
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clouds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CloudView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    connectCloud: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat: sent again within a day with the same key and the same body, it is answered as before (`idempotent-replayed: true`) and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloudDraft"];
            };
        };
        responses: {
            /** @description Connected; not verified yet. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is connected already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showCloud: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what is known already. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The cloud. */
                cloud_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cloud. */
            200: {
                headers: {
                    /** @description Its version and a digest. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudView"];
                };
            };
            /** @description As known; without a body. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such cloud. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCloud: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that is replaced, in quotes: `"3"`. */
                "If-Match": string;
            };
            path: {
                /** @description The cloud. */
                cloud_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloudChange"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such cloud. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A region was taken away a moment ago, and is still being cleared. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was changed meanwhile, by somebody or by what the scheduler found. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `If-Match` is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCloud: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only this version, in quotes; any when absent. */
                "If-Match"?: string;
            };
            path: {
                /** @description The cloud. */
                cloud_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such cloud. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showLaunch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cloud. */
                cloud_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The external id and the link. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such cloud, or it is entered by access keys. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyCloud: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat: sent again within a day with the same key and the same body, it is answered as before (`idempotent-replayed: true`) and carried out once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The cloud. */
                cloud_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Asked for; the outcome shows in the cloud's health. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such cloud. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same key was sent with another call that is not over. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailVerification"];
            };
        };
        responses: {
            /** @description The address is verified. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link was used, is too old, or is none; sign up again for a new one. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExports: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: bytes, created_at, expires_at, format, id, rows, state, url, url_expires_at, what. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description The order; `created_at` when absent. */
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exports. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ExportView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat: sent again within a day with the same key and the same body, it is answered as before (`idempotent-replayed: true`) and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            /** @description Asked for. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such cloud or schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many of your exports are under way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The export. */
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role than you still have. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such export of yours. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importSchedules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportRequest"];
            };
        };
        responses: {
            /** @description The schedules and the report. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: created_at, email, expires_at, id, invited_by, reach, role. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description The order; `created_at` when absent. */
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InvitationView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat: sent again within a day with the same key and the same body, it is answered as before (`idempotent-replayed: true`) and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationDraft"];
            };
        };
        responses: {
            /** @description Invited; a mail is on its way. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description They are a member or invited already, or too many invitations wait. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The invitation. */
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back; its link works no more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such invitation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationAcceptance"];
            };
        };
        responses: {
            /** @description They belong to the company. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link was used, taken back, or is too old. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            /** @description What it leads to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPreview"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link was used, taken back, or is too old. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMachines: {
        parameters: {
            query?: {
                /** @description Only machines of this cloud. */
                cloud?: string;
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: cloud_id, conflict, id, instance_id, last_action, launched_at, lifecycle, name, next_attempt_at, override, platform, region, rev, schedule, state, state_at, tags, type, wish, zone. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description Only machines of this region; needs `cloud` or `schedule`. */
                region?: string;
                /** @description Only machines that follow this schedule. */
                schedule?: string;
                /** @description The order; `id` when absent. */
                sort?: "id" | "-id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The machines. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MachineView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such cloud, or no such schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showMachine: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what is known already. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The machine. */
                machine_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The machine. */
            200: {
                headers: {
                    /** @description Its `rev` and a digest. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachineView"];
                };
            };
            /** @description As known; without a body. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such machine. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainMachine: {
        parameters: {
            query?: {
                /** @description What is wished at this instant, as things stand today; now when absent. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The machine. */
                machine_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The explanation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplanationView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such machine. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    overrideMachine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The machine. */
                machine_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverrideDraft"];
            };
        };
        responses: {
            /** @description Set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachineView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such machine. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The machine is terminated. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endMachineOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The machine. */
                machine_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has none any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such machine. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actOnMachines: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRequest"];
            };
        };
        responses: {
            /** @description What became of each machine. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResults"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: email, reach, role, since, user_id. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description The order; `user_id` when absent. */
                sort?: "user_id" | "-user_id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MemberView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The member. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberDraft"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The last owner stays one. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The member. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The last owner stays. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Changed; the session that asked goes on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetRequest"];
            };
        };
        responses: {
            /** @description A mail is on its way to the address. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignUpAnswer"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description The password is set; log in with it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link was used, is too old, or is none; ask for a new one. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScheduleTemplates: {
        parameters: {
            query?: {
                /** @description The IANA zone of their documents; the company's own when absent. */
                zone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The templates. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateList"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such zone. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSchedules: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all but document when absent. There are: created_at, document, explanation, id, machines, name, next_edge, override, selectors, updated_at, version, wish_now, zone. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description The order; `created_at` when absent. */
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedules. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ScheduleSummary"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat: sent again within a day with the same key and the same body, it is answered as before (`idempotent-replayed: true`) and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleDraft"];
            };
        };
        responses: {
            /** @description Saved. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A selector ties with another schedule's; the detail names machines. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what is known already. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The schedule. */
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule. */
            200: {
                headers: {
                    /** @description Its version and a digest. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description As known; without a body. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that is replaced, in quotes: `"3"`. */
                "If-Match": string;
            };
            path: {
                /** @description The schedule. */
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleDraft"];
            };
        };
        responses: {
            /** @description Replaced. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A selector ties with another schedule's; the detail names machines. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `If-Match` is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only this version, in quotes; any when absent. */
                "If-Match"?: string;
            };
            path: {
                /** @description The schedule. */
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assignMachines: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The schedule. */
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentRequest"];
            };
        };
        responses: {
            /** @description What became of each machine. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentResults"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScheduleMachines: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: cloud_id, conflict, id, instance_id, last_action, launched_at, lifecycle, name, next_attempt_at, override, platform, region, rev, schedule, state, state_at, tags, type, wish, zone. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description The order; `id` when absent. */
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                /** @description The schedule. */
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The machines. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MachineView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    overrideSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The schedule. */
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverrideDraft"];
            };
        };
        responses: {
            /** @description Set; the schedule is a version further. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was changed meanwhile, again and again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endScheduleOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The schedule. */
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has none any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewSchedule: {
        parameters: {
            query?: {
                /** @description From when on; now when absent. In the years 1970 to 2200. */
                from?: string;
            };
            header?: never;
            path: {
                /** @description The schedule. */
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description What it would do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat: sent again within a day with the same key and the same body, it is answered as before (`idempotent-replayed: true`) and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret, shown once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorSecret"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is on already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            /** @description It is on. The recovery codes, shown once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None is being set up, or it is on already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            /** @description Fresh ones, shown once; those before work no more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The second factor is off. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            /** @description It is off; log-ins need no code. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is off already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showSecurity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSecurityEvents: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: at, count, detail, kind, last_at, source, user_id. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description `company`, what concerned the company, when absent; or `installation`, what concerned no company, such as log-ins with addresses that nobody has. */
                scope?: string;
                /** @description The order; `-at` when absent. */
                sort?: "at" | "-at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SecurityEventView"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description There is none. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Logged out; the cookies are taken away. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refreshed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description The session has ended. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was refreshed a moment ago; the newer cookies work. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enterTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantChoice"];
            };
        };
        responses: {
            /** @description The session, in that company. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such company, or the person does not belong to it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; all else as it was then. */
                cursor?: string;
                /** @description Only these fields of each item, by name, parted by commas; all when absent. There are: agent, created_at, current, expires_at, id, last_used_at. */
                fields?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description The order; `created_at` when absent. */
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Part of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OwnSession"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A parameter breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Logged in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad-credentials`: unknown address, wrong password, wrong code, or an address that is not verified: one answer for all. `needs-code`: all is right, and a code of the second factor is missing. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logOutEverywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All have ended; the cookies are taken away. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session, as the list names it. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such session. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSocketTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat: sent again within a day with the same key and the same body, it is answered as before (`idempotent-replayed: true`) and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SocketTicket"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same key was sent with another call that is not over. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what is known already. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The company. */
            200: {
                headers: {
                    /** @description Its version and a digest. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantView"];
                };
            };
            /** @description As known; without a body. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateTenant: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that is replaced, in quotes: `"3"`. */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantDraft"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Needs a higher role. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `If-Match` is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUpDraft"];
            };
        };
        responses: {
            /** @description A mail is on its way to the address. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignUpAnswer"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed to whom asks, or asked by another site's page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large: larger than 1 MiB, or 2 MiB where it carries a file. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field breaks a rule; `errors` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too often. */
            429: {
                headers: {
                    /** @description After how many seconds the next call is taken. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours that passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
