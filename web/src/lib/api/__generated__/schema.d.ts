// Generated from docs/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/api/v1/clouds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the clouds, oldest first. */
        get: operations["listClouds"];
        put?: never;
        /**
         * Connect an AWS account. Needs the role admin.
         * @description With a role, the answer holds the external id that its trust policy must demand, and a link that
         *     launches our stack. Ask for a verification once the role is there.
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
        /** Show a cloud. */
        get: operations["showCloud"];
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
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the schedules, oldest first. */
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
        /** Show a schedule. Its version is also the answer's `ETag`. */
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
        /** List the machines that follow a schedule. */
        get: operations["listScheduleMachines"];
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
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in.
         * @description Sets the cookies `__Host-session` and `__Host-refresh`.
         */
        post: operations["logIn"];
        delete?: never;
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
            /** @description What its trust policy must demand. */
            external_id: string;
            /** @description Leads to CloudFormation with our stack's form filled in. */
            launch_url: string;
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
        /** @description All clouds of a company, oldest first. */
        CloudList: {
            /** @description The clouds. */
            items: components["schemas"]["CloudView"][];
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
             * @description Grows with every change.
             */
            version: number;
        };
        /** @description What a person logs in with. */
        Credentials: {
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
        /** @description The token of a link in a mail. */
        EmailVerification: {
            /** @description The token, as the link carries it. */
            token: string;
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
        /**
         * @description How a machine was bought.
         * @enum {string}
         */
        Lifecycle: "on-demand" | "spot";
        /** @description Part of a list of machines. */
        MachinePage: {
            /** @description The machines. A page may be short, or empty, and still not be the last. */
            items: components["schemas"]["MachineView"][];
            /** @description Where the next page begins; absent on the last. */
            next_cursor: string | null;
        };
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
         * @description EC2's answer. `accepted`: that the machine got there shows in its state.
         * @enum {string}
         */
        Outcome: "accepted" | "failed";
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
        /**
         * @description What a member may do: a viewer sees, an operator also assigns machines, an admin also connects
         *     clouds and writes schedules, an owner also manages people and the company.
         * @enum {string}
         */
        Role: "viewer" | "operator" | "admin" | "owner";
        /** @description A schedule as a person writes it. */
        ScheduleDraft: {
            /** @description What to call it. */
            name: string;
            /** @description Which machines follow it, besides those assigned by id; none when absent. */
            selectors?: components["schemas"]["Selector"][];
            /** @description When machines are to run; outside them they are stopped. */
            windows: components["schemas"]["WeeklyWindow"][];
            /**
             * @description The IANA zone whose wall clock counts.
             * @example Europe/Berlin
             */
            zone: string;
        };
        /** @description All schedules of a company, oldest first. */
        ScheduleList: {
            /** @description The schedules. */
            items: components["schemas"]["ScheduleView"][];
        };
        /** @description A schedule. */
        ScheduleView: {
            /**
             * Format: date-time
             * @description When it was first saved.
             */
            created_at: string;
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
            /** @description When machines are to run. */
            windows: components["schemas"]["WeeklyWindow"][];
            /** @description What it wants now. */
            wish_now: components["schemas"]["Wish"];
            /** @description The IANA zone whose wall clock counts. */
            zone: string;
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
            /** @description The first minute after it. */
            to: components["schemas"]["WeekPoint"];
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
    listClouds: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["CloudList"];
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
            /** @description Any other problem. */
            default: {
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
            header?: never;
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
            /** @description The body is larger than 1 MiB. */
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
            /** @description Any other problem. */
            default: {
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
            header?: never;
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
            /** @description There is no such cloud. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem. */
            default: {
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
            header?: never;
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
            /** @description Any other problem. */
            default: {
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
            /** @description The link was used, is too old, or is none; sign up again for a new one. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MiB. */
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
            /** @description Any other problem. */
            default: {
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
            /** @description Any other problem. */
            default: {
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
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
                /** @description Only machines of this region; needs `cloud`. */
                region?: string;
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
                    "application/json": components["schemas"]["MachinePage"];
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
            /** @description There is no such cloud. */
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
            /** @description Any other problem. */
            default: {
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
            header?: never;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachineView"];
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
            /** @description There is no such machine. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem. */
            default: {
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
            query?: never;
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
                    "application/json": components["schemas"]["ScheduleList"];
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
            /** @description Any other problem. */
            default: {
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
            header?: never;
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
            /** @description The body is larger than 1 MiB. */
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
            /** @description Any other problem. */
            default: {
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
            header?: never;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
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
            /** @description There is no such schedule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem. */
            default: {
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
            /** @description The body is larger than 1 MiB. */
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
            /** @description Any other problem. */
            default: {
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
                "If-Match"?: string | null;
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
            /** @description Any other problem. */
            default: {
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
            /** @description The body is larger than 1 MiB. */
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
            /** @description Any other problem. */
            default: {
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
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many at most; 100 when absent. */
                limit?: number;
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
                    "application/json": components["schemas"]["MachinePage"];
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
            /** @description Any other problem. */
            default: {
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
            /** @description Any other problem. */
            default: {
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
            /** @description Any other problem. */
            default: {
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
            /** @description It was refreshed a moment ago; the newer cookies work. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem. */
            default: {
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
            /** @description Unknown address, wrong password, or an address that is not verified: one answer for all. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MiB. */
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
            /** @description Any other problem. */
            default: {
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
            header?: never;
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
            /** @description Any other problem. */
            default: {
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
            /** @description The body is larger than 1 MiB. */
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
            /** @description Any other problem. */
            default: {
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
